namespace Agents.Client.Chat;

/// <summary>A conversation that makes a workflow.</summary>
public record ChatSessionRecord
{
    /// <summary>Its id.</summary>
    public required string SessionId { get; init; }

    /// <summary>One of <see cref="ChatStatuses"/>.</summary>
    public required string Status { get; init; }

    /// <summary>What it is about: the first thing that was asked; null while nothing was.</summary>
    public string? Title { get; init; }

    /// <summary>When it began, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When something was last said, in UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>A conversation with all of its messages.</summary>
public sealed record ChatSessionDetail : ChatSessionRecord
{
    /// <summary>The definition that was approved last; null where none was.</summary>
    public string? GeneratedConfig { get; init; }

    /// <summary>Who answers: <see cref="ChatModes.Guided"/> or <see cref="ChatModes.Model"/>.</summary>
    public required string Mode { get; init; }

    /// <summary>What was said, oldest first.</summary>
    public IReadOnlyList<ChatMessageRecord> Messages { get; init; } = [];

    /// <summary>The definition as it stands, approved or not; null while there is none. It has passed the validator.</summary>
    public ChatWorkflow? Workflow { get; init; }

    /// <summary>Whether a reply is being written on this server now: <c>GET /chat/sessions/{id}/stream</c> has its text.</summary>
    public bool IsReplying { get; init; }

    /// <summary>Whether the last message has no reply and nobody writes one, as after a crash: send <see cref="SendChatMessage.Resume"/>.</summary>
    public bool AwaitsReply { get; init; }
}

/// <summary>Where a conversation stands.</summary>
public static class ChatStatuses
{
    /// <summary>No definition was approved since the last change.</summary>
    public const string InProgress = "in_progress";

    /// <summary>A definition was approved and stored.</summary>
    public const string Completed = "completed";

    /// <summary>Nothing was said for 24 hours. Saying something takes it up again.</summary>
    public const string Abandoned = "abandoned";
}

/// <summary>Who answers in a conversation.</summary>
public static class ChatModes
{
    /// <summary>Rules: the same words always get the same answer. Needs no model.</summary>
    public const string Guided = "guided";

    /// <summary>The default provider's default model writes, and the validator checks.</summary>
    public const string Model = "model";
}
