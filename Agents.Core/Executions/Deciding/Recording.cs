using Agents.Core.Executions.Commands;
using Agents.Core.Executions.Events;
using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>An attempt that goes on made a call: what it cost counts, whatever became of the attempt meanwhile.</summary>
internal static class Recording
{
    public static Decision Decide(ExecutionState state, Workflow plan, RecordCall record)
    {
        var draft = new Draft(state, plan, record.Now);
        BudgetWarnings.RecordCalls(draft, [record.Happened]);
        if (draft.State.FindStep(record.StepId)?.Runs(record.Attempt) != true)
        {
            draft.Record(new LateResultIgnored(record.Now, record.StepId, record.Attempt));
        }

        return draft.Accept();
    }
}
