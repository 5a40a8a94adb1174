using Agents.Core.Executions.Waits;

namespace Agents.Core.Executions;

public static partial class Execution
{
    /// <summary>
    /// What the execution needs now: the steps whose attempt should be under way, and the earliest time at which something is due.
    /// The same after a restart as before: whoever runs the work leaves out what is already under way.
    /// </summary>
    public static IReadOnlyList<ExecutionWork> Next(ExecutionState state)
    {
        if (state.Status.IsFinal() || state.QueuedAt is not null)
        {
            return [];
        }

        var work = new List<ExecutionWork>(state.RunningSteps + 1);
        AddRunning(work, state.Root);
        foreach (var frame in state.Frames.InOrder)
        {
            AddRunning(work, frame);
        }

        if (DueAt(state) is { } due)
        {
            work.Add(new WakeAt(due));
        }

        return work;
    }

    /// <summary>The earliest time at which something is due; null where nothing is.</summary>
    public static DateTimeOffset? DueAt(ExecutionState state)
        => state.Status.IsFinal() || state.QueuedAt is not null ? null
            // Retries wait for the execution to be let go; nothing else does.
            : state.IsHeld ? state.ActiveSteps.Aggregate(
                Earlier(state.Deadline, state.Status == ExecutionStatus.BudgetExceeded ? state.Budget?.Shortfall?.Until : null),
                static (due, step) => Earlier(due, Earlier(step.Deadline, step.Wait?.DueAt)))
            : Earlier(Earlier(state.Deadline, state.Budget?.DueAt(state.StartedAt)), Earlier(state.Root.Step?.DueAt, state.Frames.DueAt));

    /// <summary>
    /// Until when nothing has to be done for the execution, unless something comes from outside: it may leave memory, and recovery may leave it alone.
    /// Null while something runs or another execution is watched, and at the end; <see cref="DateTimeOffset.MaxValue"/> where time alone changes nothing.
    /// </summary>
    public static DateTimeOffset? SleepsUntil(ExecutionState state)
        => state.QueuedAt is not null && !state.Status.IsFinal() ? DateTimeOffset.MaxValue
            : state.Status < ExecutionStatus.Running || state.Status.IsFinal() || state.RunningSteps > 0 ? null
            : DueAt(state) ?? DateTimeOffset.MaxValue;

    internal static DateTimeOffset? Earlier(DateTimeOffset? left, DateTimeOffset? right)
        => left is null || (right is not null && right < left) ? right : left;

    private static void AddRunning(List<ExecutionWork> work, Frame frame)
    {
        if (frame.Step is { Wait: ChildWait child } waiting)
        {
            work.Add(new RunChild(waiting, child));
        }
        else if (frame.Step is { Status: StepStatus.Running, Composite: null } step)
        {
            work.Add(new RunStep(step));
        }
    }
}
