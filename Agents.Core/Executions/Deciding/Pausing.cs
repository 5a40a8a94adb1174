using Agents.Core.Budgets;
using Agents.Core.Executions.Commands;
using Agents.Core.Executions.Events;
using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>Pause and resume. What runs goes on and is recorded; nothing new begins in between.</summary>
internal static class Pausing
{
    public static Decision Pause(ExecutionState state, Workflow plan, PauseExecution pause)
    {
        var draft = new Draft(state, plan, pause.Now);
        if (state.Id.Length == 0 || draft.IsOver)
        {
            return Refusals.Over(state);
        }

        if (state.Status != ExecutionStatus.Paused)
        {
            draft.Record(new ExecutionPaused(pause.Now, pause.Actor, pause.Reason) { IsByParent = pause.IsByParent });
        }

        return draft.Accept();
    }

    public static Decision Resume(ExecutionState state, Workflow plan, ResumeExecution resume)
    {
        var draft = new Draft(state, plan, resume.Now);
        if (state.Id.Length == 0 || draft.IsOver)
        {
            return Refusals.Over(state);
        }

        if (resume.IsByParent && !state.IsPausedByParent)
        {
            return draft.Accept();
        }

        if (state is { Status: ExecutionStatus.BudgetExceeded, Budget.Shortfall: { Scope: BudgetScope.Execution } shortfall })
        {
            return new Refused($"{shortfall.Describe()} Raise it: PUT /api/v1/executions/{state.Id}/budget.");
        }

        if (state.IsHeld)
        {
            Deferring.Resume(draft, resume.Actor);
        }

        return draft.Accept();
    }
}
