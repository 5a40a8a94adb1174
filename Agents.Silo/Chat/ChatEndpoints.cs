using Agents.Client.Access;
using Agents.Client.Chat;
using Agents.Client.Json;
using Agents.Client.Paging;
using Agents.ServiceDefaults.Problems;
using Agents.Silo.Access;
using Agents.Silo.AgentFiles;
using Agents.Silo.Approvals;
using Agents.Silo.Executions;
using Agents.Silo.Hosting;
using Agents.Silo.Workflows;

namespace Agents.Silo.Chat;

/// <summary><c>/api/v1/chat/sessions</c>: conversations that make workflows.</summary>
internal static class ChatEndpoints
{
    private const int LongestContent = 20_000;

    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(300);

    public static void AddChat(this IServiceCollection services)
    {
        services.AddSingleton<ChatStore>();
        services.AddSingleton<ChatText>();
        services.AddSingleton<ChatProposals>();
        services.AddSingleton<ChatApproval>();
        services.AddSingleton<GuidedReplies>();
        services.AddSingleton<ModelInstructions>();
        services.AddSingleton<ModelReplies>();
        services.AddSingleton<ChatReplies>();
        services.AddSingleton<ChatOpening>();
        services.AddSingleton<ChatViews>();
    }

    public static void MapChat(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/chat/sessions").WithTags("chat").NeedsToRead(KeyScopes.Viewer);
        group.MapPost("/", StartAsync).WithName("StartChat").WithSummary("Begins a conversation, empty or about a workflow or an execution.")
            .Accepts<StartChat>("application/json").Produces<ChatSessionDetail>(StatusCodes.Status201Created).Needs(KeyScopes.Operator);
        group.MapGet("/", ListAsync).WithName("ListChats").WithSummary("Conversations, the latest first.").Produces<ItemPage<ChatSessionRecord>>();
        group.MapGet("/{id}", GetAsync).WithName("GetChat").WithSummary("One conversation with its messages.").Produces<ChatSessionDetail>();
        group.MapPost("/{id}/messages", SendAsync).WithName("SendChatMessage").WithSummary("Says something. Accept: text/event-stream reads the reply while it is written; Prefer: respond-async does not wait for it.")
            .Accepts<SendChatMessage>("application/json").Produces<ChatReply>().Needs(KeyScopes.Operator);
        group.MapGet("/{id}/stream", StreamAsync).WithName("StreamChat").WithSummary("The reply that is being written, as server-sent events; 204 where none is.");
        group.MapPost("/{id}/approve", ApproveAsync).WithName("ApproveChat").WithSummary("Stores the definition as a workflow.").Produces<ChatReply>().Needs(KeyScopes.Operator);
        group.MapChatActions();
    }

    /// <summary>The conversation, where the caller may see it.</summary>
    public static async Task<(ChatSessionRow? Session, IResult? Refusal)> FindAsync(HttpContext http, ChatStore store, string id)
        => await store.FindAsync(id) is { } session && ChatUser.MaySee(http, session)
            ? (session, null)
            : (null, Problem.Result(StatusCodes.Status404NotFound, $"There is no chat '{id}'. GET /api/v1/chat/sessions lists them."));

    private static async Task<IResult> StartAsync(HttpContext http, ChatStore store, ChatOpening opening, ChatViews views)
    {
        var (body, unreadable) = await JsonBody.ReadAsync(http, AgentsJson.Wire.StartChat, new StartChat());
        if (body is null)
        {
            return unreadable!;
        }

        if (ChatUser.Problem(body.UserIdentifier) is { } problem)
        {
            return Problem.Result(StatusCodes.Status400BadRequest, problem);
        }

        if (await opening.OfAsync(body) is not { } first)
        {
            return Problem.Result(StatusCodes.Status404NotFound, body.ExecutionId is { } execution ? $"There is no execution '{execution}'." : $"There is no workflow '{body.WorkflowId}'.");
        }

        var id = await store.BeginAsync(ChatUser.Of(http, body.UserIdentifier), first);
        http.Response.Headers.Location = $"/api/v1/chat/sessions/{id}";
        return Results.Json(views.Detail((await store.FindAsync(id))!, await store.ReadAsync(id)), AgentsJson.Wire.ChatSessionDetail, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> ListAsync(HttpContext http, ChatStore store, string? user = null, string? cursor = null, int limit = Paging.DefaultLimit)
    {
        if (limit is < 1 or > Paging.LargestLimit || !TimeCursor.TryRead(cursor, out var afterTime, out var afterId))
        {
            return Problem.Result(StatusCodes.Status400BadRequest, Paging.Problem);
        }

        // Who is signed in sees their own.
        var rows = await store.ListAsync(Actors.Principal(http) ?? user, afterTime, afterId, limit + 1);
        var items = rows.Take(limit).Select(ChatViews.Record).ToList();
        return Results.Json(
            new ItemPage<ChatSessionRecord>(items, rows.Count > limit ? TimeCursor.After(items[^1].UpdatedAt, items[^1].SessionId) : null, null), AgentsJson.Wire.ItemPageChatSessionRecord);
    }

    private static async Task<IResult> GetAsync(HttpContext http, string id, ChatStore store, ChatViews views)
    {
        var (session, refusal) = await FindAsync(http, store, id);
        return session is null ? refusal! : Results.Json(views.Detail(session, await store.ReadAsync(id)), AgentsJson.Wire.ChatSessionDetail);
    }

    private static async Task<IResult> SendAsync(HttpContext http, string id, ChatStore store, ChatReplies replies, ChatText text, AgentFolder agents, TimeProvider time)
    {
        var (body, unreadable) = await JsonBody.ReadAsync(http, AgentsJson.Wire.SendChatMessage);
        if (body is null)
        {
            return unreadable!;
        }

        var (session, refusal) = await FindAsync(http, store, id);
        if (session is null)
        {
            return refusal!;
        }

        return Words(body, text, agents, out var words) ?? await ReplyAsync(http, id, words, body.After, store, replies, time);
    }

    private static async Task<IResult> ApproveAsync(HttpContext http, string id, ChatStore store, ChatReplies replies, TimeProvider time)
    {
        var (session, refusal) = await FindAsync(http, store, id);
        if (session is null)
        {
            return refusal!;
        }

        return ChatDraft.Of(await store.ReadAsync(id)) is null
            ? Problem.Result(StatusCodes.Status409Conflict, "There is no workflow in this chat yet: say what it should do first.")
            : await ReplyAsync(http, id, new ChatWords(ChatRoles.User, "Approve", new()), null, store, replies, time);
    }

    // What is wrong with a message; null where nothing is, and what it says.
    private static IResult? Words(SendChatMessage body, ChatText text, AgentFolder agents, out ChatWords? words)
    {
        words = null;
        if ((body.Content is null ? 0 : 1) + (body.Yaml is null ? 0 : 1) + (body.Resume ? 1 : 0) != 1)
        {
            return Problem.Result(StatusCodes.Status400BadRequest, "A message has 'content' or 'yaml', or asks for the missing reply with \"resume\": true.");
        }

        if (body.Content is { } content)
        {
            words = new ChatWords(ChatRoles.User, text.Clean(content.Trim()), new());
            return content.Trim().Length is 0 or > LongestContent ? Problem.Result(StatusCodes.Status400BadRequest, $"'content' has 1 to {LongestContent:N0} characters.") : null;
        }

        if (body.Yaml is not { } yaml)
        {
            return null;
        }

        var clean = text.Clean(yaml.ReplaceLineEndings("\n"));
        words = new ChatWords(ChatRoles.User, "I edited the YAML.", new ChatMessageMetadata { Kind = ChatMessageKinds.Edit, Yaml = clean });
        var load = ChatDraft.Load(clean, agents);
        return load.Workflow is null ? WorkflowEndpoints.Refused(load) : null;
    }

    private static async Task<IResult> ReplyAsync(HttpContext http, string id, ChatWords? words, long? after, ChatStore store, ChatReplies replies, TimeProvider time)
    {
        var messages = await store.ReadAsync(id);
        if (after is { } seen && messages.Any(message => message.Id > seen && !message.IsNotice))
        {
            return Problem.Result(StatusCodes.Status409Conflict, "Something else was said meanwhile. Read the chat again, then answer.");
        }

        if (words is null && messages.LastOrDefault(static message => !message.IsNotice) is not { IsUser: true })
        {
            return Problem.Result(StatusCodes.Status409Conflict, "The last message has its reply already.");
        }

        if (await replies.BeginAsync(id, messages, words) is not var (asked, reply))
        {
            return Problem.Result(StatusCodes.Status409Conflict, "A reply is being written in this chat. Wait for it, then say more.");
        }

        if (http.Request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.Ordinal))
        {
            await ChatStream.WriteAsync(http, asked.Record(), reply);
            return Results.Empty;
        }

        var isAsync = http.Request.Headers["Prefer"].ToString().Contains("respond-async", StringComparison.OrdinalIgnoreCase);
        if (isAsync && !await IsThereSoonAsync(reply, replies.Mode, time))
        {
            return Results.Json(new ChatReply([asked.Record()], true), AgentsJson.Wire.ChatReply, statusCode: StatusCodes.Status202Accepted);
        }

        var answer = await reply.Done.WaitAsync(http.RequestAborted);
        return Results.Json(new ChatReply([asked.Record(), .. answer is null ? Array.Empty<ChatMessageRecord>() : [answer.Record()]], false), AgentsJson.Wire.ChatReply);
    }

    // Approving and agreeing ask no model, whoever writes.
    private static async Task<bool> IsThereSoonAsync(RunningReply reply, string mode, TimeProvider time)
        => mode == ChatModes.Guided || await Task.WhenAny(reply.Done, Task.Delay(Soon, time)) == reply.Done;

    private static async Task<IResult> StreamAsync(HttpContext http, string id, ChatStore store, ChatReplies replies)
    {
        var (session, refusal) = await FindAsync(http, store, id);
        if (session is null)
        {
            return refusal!;
        }

        if (replies.Find(id) is not { } reply)
        {
            return Results.NoContent();
        }

        await ChatStream.WriteAsync(http, null, reply);
        return Results.Empty;
    }
}
