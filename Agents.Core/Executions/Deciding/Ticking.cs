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

        foreach (var step in state.ActiveSteps)
        {
            if (!draft.IsOver)
            {
                Fire(draft, step, tick.Jitter);
            }
        }

        return draft.Accept();
    }

    private static void Fire(Draft draft, StepState step, double jitter)
    {
        if (step.RetryAt <= draft.Now)
        {
            var state = draft.Plan.FindState(step.State)!;
            draft.Record(new StepStarted(draft.Now, step.Id, step.State, step.Visit, step.Attempt + 1) { Deadline = Advancing.Deadline(state, draft.Now) });
        }
        else if (step.Deadline <= draft.Now)
        {
            var limit = draft.Plan.FindState(step.State)?.Timeout ?? Advancing.DefaultTimeout;
            Finishing.Fail(draft, step, new ExecutionError(ErrorCategory.Timeout, $"The attempt took longer than {limit.TotalSeconds:0.###} s."), jitter);
        }
    }
}
