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

    public static ExecutionState Leave(ExecutionState state, string name) => state with
    {
        LoopIterations = state.LoopIterations.SetItem(name, state.LoopIterations.GetValueOrDefault(name) + 1),
    };
}
