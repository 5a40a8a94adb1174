using Agents.Client;
using Agents.Client.Chat;
using Agents.Dashboard.Silo;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Agents.Dashboard.Chat;

/// <summary>The part of a chat page that changes by itself, and "Open in chat".</summary>
internal static class ChatEndpoints
{
    public static void MapChat(this WebApplication app)
    {
        app.MapGet("/chat/{id}/live", LiveAsync);
        app.MapPost("/chat", OpenAsync);
    }

    private static async Task<IResult> LiveAsync(AgentsClient client, string id)
    {
        var (view, problem) = await ChatView.LoadAsync(client, id);
        return view is null ? Results.Text(problem?.Detail, statusCode: problem?.Status) : new RazorComponentResult<ChatLive>(new { View = view });
    }

    // Beginning a conversation changes something, so it is no link.
    private static async Task<IResult> OpenAsync(HttpContext http, AgentsClient client, [FromForm] string? workflow, [FromForm] string? execution)
    {
        var (session, problem) = await Reply.Of(client.Chat.StartAsync(new StartChat
        {
            UserIdentifier = ChatUserCookie.Of(http),
            WorkflowId = string.IsNullOrEmpty(workflow) ? null : workflow,
            ExecutionId = string.IsNullOrEmpty(execution) ? null : execution,
        }));
        return session is null
            ? Results.Text(problem?.Detail, statusCode: problem?.Status ?? StatusCodes.Status502BadGateway)
            : Results.LocalRedirect($"/chat/{Uri.EscapeDataString(session.SessionId)}");
    }
}
