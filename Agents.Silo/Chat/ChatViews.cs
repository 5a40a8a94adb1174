using Agents.Client.Chat;
using Agents.Silo.AgentFiles;
using Agents.Silo.Workflows;

namespace Agents.Silo.Chat;

/// <summary>Conversations as the API shows them.</summary>
internal sealed class ChatViews(ChatReplies replies, AgentFolder agents)
{
    private const int LongestTitle = 100;

    public ChatSessionDetail Detail(ChatSessionRow row, IReadOnlyList<ChatMessageRow> messages)
    {
        var isReplying = replies.Find(row.SessionId) is not null;
        return new ChatSessionDetail
        {
            SessionId = row.SessionId,
            Status = row.Status,
            Title = Title(messages.FirstOrDefault(static message => message.IsUser)?.Content),
            CreatedAt = row.CreatedAt,
            UpdatedAt = row.UpdatedAt,
            GeneratedConfig = row.GeneratedConfig,
            Mode = replies.Mode,
            Messages = [.. messages.Select(static message => message.Record())],
            Workflow = Workflow(ChatDraft.Of(messages)),
            IsReplying = isReplying,
            AwaitsReply = !isReplying && messages.LastOrDefault(static message => !message.IsNotice) is { IsUser: true },
        };
    }

    public static ChatSessionRecord Record(ChatSessionRow row) => new()
    {
        SessionId = row.SessionId,
        Status = row.Status,
        Title = Title(row.Title),
        CreatedAt = row.CreatedAt,
        UpdatedAt = row.UpdatedAt,
    };

    private static string? Title(string? text)
    {
        var line = text?.ReplaceLineEndings(" ");
        return line?.Length > LongestTitle ? $"{line[..(char.IsHighSurrogate(line[LongestTitle - 1]) ? LongestTitle - 1 : LongestTitle)]}…" : line;
    }

    private ChatWorkflow? Workflow(ChatDraft? draft)
        => draft?.Load(agents) is { } plan
            ? new ChatWorkflow(draft.Yaml, draft.Version is null ? plan.Id : draft.WorkflowId!, plan.Name, WorkflowViews.Graph(new StoredWorkflow(plan, draft.Version ?? 0, ""))) { Version = draft.Version }
            : null;
}
