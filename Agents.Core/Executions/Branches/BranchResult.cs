using Agents.Core.Json;

namespace Agents.Core.Executions;

/// <summary>How a branch ended.</summary>
/// <param name="Key">The branch's name or the item's index.</param>
/// <param name="Result">What it gave; JSON null where it failed.</param>
/// <param name="Error">Why it failed; null where it did not.</param>
/// <param name="Attempt">The attempt of the step that failed it, from 1; 0 where nothing failed.</param>
public sealed record BranchResult(string Key, JsonValue Result, ExecutionError? Error, int Attempt)
{
    /// <summary>Whether it was not taken.</summary>
    public bool IsSkipped { get; init; }
}
