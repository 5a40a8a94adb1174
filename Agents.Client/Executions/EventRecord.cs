using System.Text.Json;

namespace Agents.Client.Executions;

/// <summary>One immutable entry of an execution's journal.</summary>
/// <param name="Seq">Its place in the journal, from 1, without gaps.</param>
/// <param name="Type">One of <see cref="EventTypes"/>; clients pass over types that they do not know.</param>
/// <param name="At">When it happened.</param>
/// <param name="Data">The event's own members, a JSON object.</param>
public sealed record EventRecord(long Seq, string Type, DateTimeOffset At, JsonElement Data);

/// <summary>An execution's context at one moment: <c>GET /executions/{id}/context?at_seq=</c>.</summary>
/// <param name="ExecutionId">The execution.</param>
/// <param name="AtSeq">The event after which the context looked like this.</param>
/// <param name="Context">The document, a JSON object.</param>
public sealed record ContextReply(string ExecutionId, long AtSeq, JsonElement Context)
{
    /// <summary>The branch whose context it is; null for the workflow's own.</summary>
    public string? Branch { get; init; }

    /// <summary>Paths of the branches that were open then, in the order in which they began: each has a context of its own.</summary>
    public IReadOnlyList<string> OpenBranches { get; init; } = [];
}
