using System.Collections.Immutable;
using Agents.Core.Executions.Events;

namespace Agents.Core.Executions.Conversations;

/// <summary>One answer of a model, and what the tools that it asked for gave back. The two are never separated.</summary>
/// <param name="Reply">The answer.</param>
public sealed record ConversationRound(ModelReplied Reply)
{
    /// <summary>What came back so far, by the number of the call.</summary>
    public ImmutableSortedDictionary<int, ToolReturned> Returns { get; init; } = ImmutableSortedDictionary<int, ToolReturned>.Empty;

    /// <summary>The calls that it asks for, with their numbers in the order in which it wrote them.</summary>
    public IEnumerable<(int Call, ToolRequest Request)> Requests => Reply.ToolCalls!.Select((request, index) => (Reply.Call + 1 + index, request));
}
