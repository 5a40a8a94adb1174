using System.Collections.Immutable;

namespace Agents.Core.Executions.Events;

/// <summary>What entering and leaving a state changes, whichever event records it.</summary>
internal static class StateEntry
{
    /// <summary>The frame inside a visit.</summary>
    public static Frame Enter(Frame frame, string name, int visit, StepState? step) => frame with
    {
        Visits = frame.Visits.SetItem(name, visit),
        LoopIterations = LoopsInside(frame, name),
        CurrentState = name,
        Step = step,
        Pending = default,
    };

    /// <summary>A loop counts from the visit that came from elsewhere.</summary>
    public static ImmutableDictionary<string, int> LoopsInside(Frame frame, string name)
        => frame.CurrentState == name || !frame.LoopIterations.ContainsKey(name) ? frame.LoopIterations : frame.LoopIterations.Remove(name);

    /// <summary>Counts a loop's round. A state that never loops is not counted: its one run is told by its visits.</summary>
    public static ImmutableDictionary<string, int> LoopsAfter(ImmutableDictionary<string, int> loops, string name, string? next)
        => next == name || loops.ContainsKey(name) ? loops.SetItem(name, loops.GetValueOrDefault(name) + 1) : loops;
}
