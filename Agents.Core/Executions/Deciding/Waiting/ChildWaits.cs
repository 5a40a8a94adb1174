using Agents.Core.Executions.Events;
using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>Steps that run another workflow as an execution of its own and wait for its end.</summary>
internal static class ChildWaits
{
    public static void Begin(Draft draft, WorkflowState state, StepState step)
    {
        if ((draft.State.Parent?.Depth ?? 0) >= ParentStep.MaxDepth)
        {
            Finishing.Fail(
                draft,
                step,
                new ExecutionError(ErrorCategory.InvalidDefinition, $"Executions start each other {ParentStep.MaxDepth} deep at most. Does a workflow run itself?") { IsPermanent = true },
                jitter: 0);
            return;
        }

        draft.Record(new ChildStarted(draft.Now, step.Id, ParentStep.ChildId(step.Id, step.Attempt, draft.Now), state.Workflow, state.Version));
    }
}
