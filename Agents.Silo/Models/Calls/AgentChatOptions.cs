using Microsoft.Extensions.AI;

namespace Agents.Silo.Models;

/// <summary>Chat options with what our own clients also need; any other <see cref="IChatClient"/> just doesn't look.</summary>
internal sealed class AgentChatOptions : ChatOptions
{
    public AgentChatOptions()
    {
    }

    private AgentChatOptions(AgentChatOptions other)
        : base(other)
        => (IdempotencyKey, CallIndex) = (other.IdempotencyKey, other.CallIndex);

    /// <summary>Key of the attempt.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Which call of the attempt this is, from 0.</summary>
    public int CallIndex { get; init; }

    /// <summary>The call's own idempotency key; null where nobody gave one.</summary>
    public static string? KeyOf(ChatOptions? options) => options is AgentChatOptions { IdempotencyKey: { } key } agent ? $"{key}:{agent.CallIndex}" : null;

    public override AgentChatOptions Clone() => new(this);
}
