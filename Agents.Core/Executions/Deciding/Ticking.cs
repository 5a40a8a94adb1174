using Agents.Core.Executions.Commands;
using Agents.Core.Executions.Events;
using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>Time has passed: fire every deadline and every retry that is due. Due times are in the journal, so it does not matter how late this comes.</summary>
internal static class Ticking
{
    public static Decision Decide(ExecutionState state, Workflow plan, Tick tick)
    {
        var draft = new Draft(state, plan, tick.Now);
        if (draft.IsOver || state.Id.Length == 0)
        {
            return draft.Accept();
        }

        if (state.Deadline <= tick.Now)
        {
            draft.Record(new ExecutionTimedOut(tick.Now));
            return draft.Accept();
        }

        if (state.QueuedAt is not null)
        {
            return draft.Accept();
        }

        Deferring.Fire(draft);
        foreach (var path in DueFrames(state, tick.Now))
        {
            // What fired before may have ended it.
            if (!draft.IsOver && draft.State.FindFrame(path)?.Step is { } step)
            {
                Fire(draft, step, tick.Jitter);
            }
        }

        Advancing.Run(draft);
        return draft.Accept();
    }

    private static List<string> DueFrames(ExecutionState state, DateTimeOffset now)
        => [.. state.Frames.DueBy(now).Prepend(state.Root).Select(static frame => frame.Path)];

    private static void Fire(Draft draft, StepState step, double jitter)
    {
        if (step.RetryAt <= draft.Now)
        {
            if (!draft.State.IsHeld)
            {
                Retry(draft, step);
            }
        }
        else if (step.Deadline <= draft.Now && step.Composite is not null)
        {
            Composites.TimeOut(draft, step);
        }
        else if (step.Deadline <= draft.Now)
        {
            var limit = draft.StateOf(step)?.Timeout ?? Advancing.DefaultTimeout;
            Finishing.Fail(draft, step, new ExecutionError(ErrorCategory.Timeout, $"The attempt took longer than {limit.TotalSeconds:0.###} s."), jitter);
        }
        else
        {
            Waiting.Fire(draft, step);
        }
    }

    private static void Retry(Draft draft, StepState step)
    {
        var state = draft.StateOf(step)!;
        draft.Record(new StepStarted(draft.Now, step.Id, step.State, step.Visit, step.Attempt + 1)
        {
            Branch = step.Branch,
            Deadline = Advancing.Deadline(state, draft.Now),
        });
        Waiting.Begin(draft, state, step.Id);
    }
}
