namespace Agents.Core.Executions;

/// <summary>Refusals that several commands have in common.</summary>
internal static class Refusals
{
    /// <summary>Nothing can happen in the execution.</summary>
    public static Refused Over(ExecutionState state)
        => state.Id.Length == 0 ? Nothing : new Refused($"The execution is already {state.Status.ToName()}.");

    /// <summary>No step waits for this decision.</summary>
    public static Refused NothingToDecide(ExecutionState state)
        => state.Id.Length == 0 ? Nothing : new Refused("This approval is already decided, or its execution has gone on without it.");

    private static Refused Nothing => new("There is no such execution.") { Category = ErrorCategory.NotFound };
}
