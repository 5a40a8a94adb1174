using Agents.Core.Executions.Commands;
using Agents.Core.Executions.Events;
using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>The turn of an execution that was queued: it begins as it would have at once, checked again, with all of its time.</summary>
internal static class Admitting
{
    public static Decision Decide(ExecutionState state, Workflow plan, AdmitExecution admit)
    {
        var draft = new Draft(state, plan, admit.Now);
        if (state.Status != ExecutionStatus.Queued || state.Id.Length == 0)
        {
            // Cancelled or paused meanwhile, or admitted before.
            return draft.Accept();
        }

        draft.Record(new ExecutionAdmitted(admit.Now, admit.Now + TimeLimit.Of(plan, state.Overrides)));
        if (draft.State.StartedAt is not null)
        {
            Forking.GoOn(draft, admit.Refusals);
        }
        else
        {
            Starting.Begin(draft, admit.Refusals);
        }

        return draft.Accept();
    }
}
