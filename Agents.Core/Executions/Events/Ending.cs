namespace Agents.Core.Executions.Events;

/// <summary>What every end has in common: no step is left, and the time is known.</summary>
internal static class Ending
{
    public static ExecutionState End(ExecutionState state, ExecutionStatus status, ExecutionEnd end) => state with
    {
        Status = status,
        End = end,
        Root = state.Root with { Step = null, Pending = default },
        Frames = FrameSet.Empty,
    };
}
