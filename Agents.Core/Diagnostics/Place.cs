using Agents.Core.Documents;
using Agents.Core.Workflows;

namespace Agents.Core.Diagnostics;

/// <summary>Where a diagnostic points: a position in the text and the node it belongs to. The pointer is only built when it is asked for.</summary>
internal readonly record struct Place(SourcePosition Position, DocumentNode? Node, string? Member = null)
{
    public string Pointer => (Node?.Pointer ?? "") + (Member is null ? "" : "/" + DocumentNode.Escape(Member));
}
