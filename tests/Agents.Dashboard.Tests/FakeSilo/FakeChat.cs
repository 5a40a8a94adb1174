using System.Collections.Concurrent;
using System.Text.Json;
using Agents.Client.Chat;
using Agents.Client.Json;
using Agents.Client.Paging;
using Agents.Client.Problems;
using Agents.Client.Workflows;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Agents.Dashboard.Tests.FakeSilo;

/// <summary>Conversations of the fake silo: one with everything in it, one that waits for its reply.</summary>
internal static class FakeChat
{
    public const string Id = "chat_1";

    public const string Interrupted = "chat_2";

    private const string Yaml = "id: article_writer\nname: <Article>\nstates: []\n";

    public static ConcurrentQueue<SendChatMessage> Sent { get; } = new();

    public static void MapChat(this IEndpointRouteBuilder app)
    {
        var wire = AgentsJson.Wire;
        app.MapGet("/api/v1/chat/sessions", context => context.Response.WriteAsJsonAsync(new ItemPage<ChatSessionRecord>([Whole(), Waiting()]), wire.ItemPageChatSessionRecord));
        app.MapPost("/api/v1/chat/sessions", context => context.Response.WriteAsJsonAsync(Whole(), wire.ChatSessionDetail));
        app.MapGet("/api/v1/chat/sessions/{id}", (HttpContext context, string id) => id switch
        {
            Id => context.Response.WriteAsJsonAsync(Whole(), wire.ChatSessionDetail),
            Interrupted => context.Response.WriteAsJsonAsync(Waiting(), wire.ChatSessionDetail),
            _ => FakeEndpoints.Refuse(context, new ProblemRecord { Status = 404, Title = "Not Found", Code = "not_found", Detail = "There is no such chat." }),
        });
        app.MapPost("/api/v1/chat/sessions/{id}/messages", async (HttpContext context) =>
        {
            var message = (await JsonSerializer.DeserializeAsync(context.Request.Body, wire.SendChatMessage))!;
            if (message.Yaml is not null)
            {
                await FakeEndpoints.Refuse(context, new ProblemRecord
                {
                    Status = 422,
                    Title = "Unprocessable",
                    Code = "invalid_definition",
                    Detail = "The definition does not load.",
                    Diagnostics = [new DiagnosticRecord("UNKNOWN_STATE_TYPE", DiagnosticSeverities.Error, "/states/0/type", "There is no type 'agnet'.") { Line = 3, Column = 5, Hint = "Did you mean 'agent'?" }],
                });
                return;
            }

            Sent.Enqueue(message);
            await context.Response.WriteAsJsonAsync(new ChatReply([new ChatMessageRecord(9, ChatRoles.User, message.Content ?? "", FakeWorkflows.Now)], false), wire.ChatReply);
        });
    }

    private static ChatSessionDetail Whole() => new()
    {
        SessionId = Id,
        Status = ChatStatuses.Completed,
        Title = "Write <articles>",
        CreatedAt = FakeWorkflows.Now,
        UpdatedAt = FakeWorkflows.Now,
        Mode = ChatModes.Guided,
        GeneratedConfig = Yaml,
        Messages =
        [
            new ChatMessageRecord(1, ChatRoles.Assistant, "Welcome!", FakeWorkflows.Now) { Metadata = new() { Kind = ChatMessageKinds.Welcome } },
            new ChatMessageRecord(2, ChatRoles.User, "Write <articles>", FakeWorkflows.Now),
            new ChatMessageRecord(3, ChatRoles.Assistant, "START → research → END", FakeWorkflows.Now)
            {
                Metadata = new()
                {
                    Kind = ChatMessageKinds.Proposal,
                    Yaml = Yaml,
                    Choices = [new("Yes, it matches", "Yes")],
                    Diff = new WorkflowDiff("article_writer", 0, 0) { LinesAdded = 1, Hunks = [new DiffHunk(1, 0, 1, 1) { Lines = [new DiffLine(DiffLineKinds.Added, "name: <Article>")] }] },
                },
            },
            new ChatMessageRecord(4, ChatRoles.Assistant, "Running.", FakeWorkflows.Now) { Metadata = new() { Kind = ChatMessageKinds.Execution, ExecutionId = "exec_failed", Version = 1 } },
            new ChatMessageRecord(5, ChatRoles.Assistant, "Deployed.", FakeWorkflows.Now) { Metadata = new() { Kind = ChatMessageKinds.Deployment, DeploymentId = "gone", Version = 1 } },
            new ChatMessageRecord(6, ChatRoles.User, "Approve", FakeWorkflows.Now),
            new ChatMessageRecord(7, ChatRoles.Assistant, "Stored.", FakeWorkflows.Now) { Metadata = new() { Kind = ChatMessageKinds.Approved, Yaml = Yaml, WorkflowId = "article_writer", Version = 1 } },
        ],
        Workflow = new ChatWorkflow(Yaml, "article_writer", "<Article>", FakeWorkflows.ArticleWriter.Graph) { Version = 1 },
    };

    private static ChatSessionDetail Waiting() => new()
    {
        SessionId = Interrupted,
        Status = ChatStatuses.InProgress,
        CreatedAt = FakeWorkflows.Now,
        UpdatedAt = FakeWorkflows.Now,
        Mode = ChatModes.Model,
        Messages = [new ChatMessageRecord(1, ChatRoles.User, "Write a poem", FakeWorkflows.Now)],
        AwaitsReply = true,
    };
}
