using Agents.Core.Executions.Commands;
using Agents.Core.Executions.Events;
using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>Start: record the execution, check everything that can be checked, and enter the first state.</summary>
internal static class Starting
{
    public static Decision Decide(ExecutionState state, Workflow plan, StartExecution start)
    {
        var draft = new Draft(state, plan, start.Now);
        if (state.Id.Length > 0)
        {
            // Started twice with the same id: done once.
            return draft.Accept();
        }

        draft.Record(Created(plan, start));
        var refusals = start.Refusals.Concat(Supported.Refusals(plan)).ToList();
        if (refusals.Count > 0)
        {
            draft.Record(new ExecutionFailed(start.Now, new ExecutionError(ErrorCategory.InvalidDefinition, string.Join(" ", refusals))));
            return draft.Accept();
        }

        draft.Record(new ExecutionStarted(start.Now));
        draft.Ready("");
        Advancing.Run(draft);
        return draft.Accept();
    }

    private static ExecutionCreated Created(Workflow plan, StartExecution start) => new(start.Now)
    {
        ExecutionId = start.ExecutionId,
        WorkflowId = plan.Id,
        WorkflowVersion = start.WorkflowVersion,
        Inputs = start.Inputs,
        TriggerType = start.TriggerType,
        TriggeredBy = start.TriggeredBy,
        TraceId = start.TraceId,
        Deadline = start.Now + plan.Timeout,
        Parent = start.Parent,
        Budget = Budget.Over(start.Budget, plan.Budget),
        Overrides = start.Overrides,
        ForkedFrom = start.ForkedFrom,
    };
}
