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

        var isQueued = start.IsQueued && start.Refusals.Count == 0;
        draft.Record(Created(plan, start, isQueued));
        if (isQueued)
        {
            draft.Record(new ExecutionQueued(start.Now));
        }
        else
        {
            Begin(draft, start.Refusals);
        }

        return draft.Accept();
    }

    /// <summary>Enters the first state, or fails with all that was found.</summary>
    public static void Begin(Draft draft, IReadOnlyList<string> found)
    {
        var refusals = found.Concat(Supported.Refusals(draft.Plan)).ToList();
        if (refusals.Count > 0)
        {
            draft.Record(new ExecutionFailed(draft.Now, new ExecutionError(ErrorCategory.InvalidDefinition, string.Join(" ", refusals))));
            return;
        }

        draft.Record(new ExecutionStarted(draft.Now));
        draft.Ready("");
        Advancing.Run(draft);
    }

    private static ExecutionCreated Created(Workflow plan, StartExecution start, bool isQueued) => new(start.Now)
    {
        ExecutionId = start.ExecutionId,
        WorkflowId = plan.Id,
        WorkflowVersion = start.WorkflowVersion,
        Inputs = start.Inputs,
        TriggerType = start.TriggerType,
        TriggeredBy = start.TriggeredBy,
        TraceId = start.TraceId,
        // Waiting for its turn takes nothing of its time.
        Deadline = isQueued ? null : start.Now + TimeLimit.Of(plan, start.Overrides),
        Parent = start.Parent,
        Budget = Budget.Over(start.Budget, plan.Budget),
        Overrides = start.Overrides,
        Secrets = start.Secrets,
        MaxContextBytes = start.MaxContextBytes,
        ForkedFrom = start.ForkedFrom,
        DeploymentId = start.DeploymentId,
        Agents = start.Agents,
    };
}
