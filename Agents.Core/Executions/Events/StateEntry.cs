namespace Agents.Core.Executions.Events;

/// <summary>What entering a state changes, whichever event records it.</summary>
internal static class StateEntry
{
    public static ExecutionState Enter(ExecutionState state, string name, int visit) => state with
    {
        Visits = state.Visits.SetItem(name, visit),
        // A loop counts from the visit that came from elsewhere.
        LoopIterations = state.CurrentState == name || !state.LoopIterations.ContainsKey(name) ? state.LoopIterations : state.LoopIterations.Remove(name),
        CurrentState = name,
    };

    /// <summary>Counts a loop's round. A state that never loops is not counted: its one run is told by its visits.</summary>
    public static ExecutionState Leave(ExecutionState state, string name, string? next) => next == name || state.LoopIterations.ContainsKey(name)
        ? state with { LoopIterations = state.LoopIterations.SetItem(name, state.LoopIterations.GetValueOrDefault(name) + 1) }
        : state;
}
