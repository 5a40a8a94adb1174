using Agents.Client.Problems;

namespace Agents.Client.Workflows;

/// <summary>What became of a definition that was sent.</summary>
/// <param name="Id">The workflow's id; null where a validated document has none.</param>
/// <param name="Version">The version that it is now; 0 where it was only validated.</param>
/// <param name="Created">Whether a new version was stored; false where the same content was there already, or it was only validated.</param>
/// <param name="Valid">Whether it loads. A definition that does not load is never stored: creating it is a 422.</param>
public sealed record CreateWorkflowResult(string? Id, int Version, bool Created, bool Valid)
{
    /// <summary>Every problem that was found, worst first; warnings do not stop a definition unless <c>strict</c> was asked for.</summary>
    public IReadOnlyList<DiagnosticRecord> Diagnostics { get; init; } = [];
}
