using Agents.Core.Json;

namespace Agents.Core.Executions;

/// <summary>A step that an event ended.</summary>
/// <param name="Step">The step as it was.</param>
/// <param name="Status">How it ended.</param>
public sealed record EndedStep(StepState Step, StepStatus Status)
{
    /// <summary>Its result; null where it has none.</summary>
    public JsonValue? Output { get; init; }

    /// <summary>Parts of the result that went into the context.</summary>
    public IReadOnlyList<ContextWrite> Writes { get; init; } = [];

    /// <summary>Why it failed; null where it did not.</summary>
    public ExecutionError? Error { get; init; }
}
