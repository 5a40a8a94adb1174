using System.Text.Json;
using Agents.Client.Chat;
using Agents.Client.Json;

namespace Agents.Silo.Chat;

/// <summary>A row of <c>chat_sessions</c>.</summary>
internal sealed record ChatSessionRow
{
    public required string SessionId { get; init; }

    public required string UserIdentifier { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public string? GeneratedConfig { get; init; }

    public required string Status { get; init; }

    /// <summary>The first thing that was asked; only in lists.</summary>
    public string? Title { get; init; }
}

/// <summary>A row of <c>chat_messages</c>.</summary>
internal sealed record ChatMessageRow
{
    private ChatMessageMetadata? _details;

    public required long Id { get; init; }

    public required string Role { get; init; }

    public required string Content { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string? Metadata { get; init; }

    public ChatMessageMetadata Details => _details ??= Metadata is null ? new() : JsonSerializer.Deserialize(Metadata, AgentsJson.Wire.ChatMessageMetadata)!;

    public bool IsUser => Role == ChatRoles.User;

    /// <summary>Whether it tells what was done beside the conversation, and answers nothing.</summary>
    public bool IsNotice => Details.Kind is ChatMessageKinds.Execution or ChatMessageKinds.Deployment;

    public ChatMessageRecord Record() => new(Id, Role, Content, CreatedAt) { Metadata = Details };
}

/// <summary>Something to be said.</summary>
internal sealed record ChatWords(string Role, string Content, ChatMessageMetadata Metadata)
{
    public static ChatWords Answer(string content, ChatMessageMetadata? metadata = null) => new(ChatRoles.Assistant, content, metadata ?? new());

    public static ChatWords Problem(string content) => Answer(content, new ChatMessageMetadata { Kind = ChatMessageKinds.Problem });
}
