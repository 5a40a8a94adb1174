namespace Agents.Core.Executions;

public static partial class Execution
{
    /// <summary>
    /// What the execution needs now: the steps whose attempt should be under way, and the earliest time at which something is due.
    /// The same after a restart as before: whoever runs the work leaves out what is already under way.
    /// </summary>
    public static IReadOnlyList<ExecutionWork> Next(ExecutionState state)
    {
        if (state.Status.IsFinal())
        {
            return [];
        }

        var work = new List<ExecutionWork>(state.ActiveSteps.Count + 1);
        var due = state.Deadline;
        foreach (var step in state.ActiveSteps)
        {
            if (step.Status == StepStatus.Running)
            {
                work.Add(new RunStep(step));
            }

            due = Earlier(due, Earlier(step.Deadline, step.RetryAt));
        }

        if (due is { } dueAt)
        {
            work.Add(new WakeAt(dueAt));
        }

        return work;
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? left, DateTimeOffset? right)
        => left is null || (right is not null && right < left) ? right : left;
}
