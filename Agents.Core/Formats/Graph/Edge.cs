using Agents.Core.Diagnostics;
using Agents.Core.Workflows;

namespace Agents.Core.Formats.Graph;

/// <summary>One edge as it was written.</summary>
/// <param name="From">A node's id, or START.</param>
/// <param name="Next">Where it leads.</param>
/// <param name="Targets">The places of what it names; END among them.</param>
/// <param name="Place">Where its source stands.</param>
internal sealed record Edge(string From, Transition Next, IReadOnlyList<TargetUse> Targets, Place Place)
{
    /// <summary>Whether the edge is <c>condition</c> + <c>to</c>: several of them make one set of routes.</summary>
    public bool IsConditional { get; init; }
}
