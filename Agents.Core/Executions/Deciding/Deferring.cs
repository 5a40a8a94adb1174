using Agents.Core.Budgets;
using Agents.Core.Executions.Commands;
using Agents.Core.Executions.Events;
using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>
/// What a budget does to an execution. A step whose call is not allowed goes back to pending and the execution stands still, as in a pause, until
/// the budget is raised, its day is over, or somebody resumes it.
/// </summary>
internal static class Deferring
{
    public static Decision Defer(ExecutionState state, Workflow plan, DeferStep deferral)
    {
        var draft = new Draft(state, plan, deferral.Now);
        BudgetWarnings.RecordCalls(draft, deferral.ModelCalls);
        var step = draft.State.FindStep(deferral.StepId);
        if (step is null || step.Attempt != deferral.Attempt || step.Status != StepStatus.Running)
        {
            if (deferral.ModelCalls.Count > 0)
            {
                draft.Record(new LateResultIgnored(deferral.Now, deferral.StepId, deferral.Attempt));
            }

            return draft.Accept();
        }

        // An attempt that was answered once is not the same attempt any more: its calls have keys that are used. A recorded conversation goes on counting.
        draft.Record(new StepDeferred(deferral.Now, step.Id, step.Attempt, deferral.ModelCalls.Count == 0 ? step.Attempt : step.Attempt + 1));
        if (!draft.State.IsHeld && WasChangedSince(draft.State, deferral.Shortfall))
        {
            Begin(draft);
        }
        else if (!draft.State.IsHeld)
        {
            draft.Record(new ExecutionBudgetExceeded(deferral.Now, deferral.Shortfall));
        }

        return draft.Accept();
    }

    public static Decision ChangeBudget(ExecutionState state, Workflow plan, ChangeBudget change)
    {
        var draft = new Draft(state, plan, change.Now);
        if (state.Id.Length == 0 || draft.IsOver)
        {
            return Refusals.Over(state);
        }

        if (change.Budget.CostUsd is not null && state.Usage.CostUsd is null)
        {
            return new Refused("What the execution has cost so far is unknown, because a model's price is. Limit tokens instead, or add the price to Models:PricesFile for later executions.")
            {
                Category = ErrorCategory.Validation,
            };
        }

        if ((state.Budget?.Limits ?? ExecutionBudget.None.Limits) != change.Budget)
        {
            draft.Record(new BudgetChanged(change.Now, change.Budget, change.Actor));
        }

        if (state.Status == ExecutionStatus.BudgetExceeded && IsMended(draft.State, change.Now))
        {
            Resume(draft, change.Actor);
        }

        return draft.Accept();
    }

    /// <summary>Lets a held execution go on: the steps that were sent back first, then whatever else is next.</summary>
    public static void Resume(Draft draft, string? actor)
    {
        draft.Record(new ExecutionResumed(draft.Now, actor));
        if (draft.State.Status == ExecutionStatus.Queued)
        {
            return;
        }

        Begin(draft);
        Advancing.Continue(draft);
    }

    /// <summary>What the clock does: warns, ends the time that a budget gives, lets go on where time mends the shortfall.</summary>
    public static void Fire(Draft draft)
    {
        if (draft.State.Budget is not { } budget)
        {
            return;
        }

        if (draft.State.Status == ExecutionStatus.BudgetExceeded && budget.Shortfall?.Until <= draft.Now)
        {
            Resume(draft, actor: null);
        }

        if (draft.State.IsHeld || draft.IsOver)
        {
            return;
        }

        BudgetWarnings.RecordTime(draft);
        if (budget.OverAt(draft.State.StartedAt) <= draft.Now)
        {
            draft.Record(new ExecutionBudgetExceeded(draft.Now, new BudgetShortfall(BudgetScope.Execution, BudgetLimit.Time, (decimal)budget.Limits.Time!.Value.TotalSeconds, 0, null)));
        }
    }

    // Refused by a limit that is no longer the limit.
    private static bool WasChangedSince(ExecutionState state, BudgetShortfall shortfall)
        => shortfall.Scope == BudgetScope.Execution && Budgeting.AmountOf((state.Budget ?? ExecutionBudget.None).Limits, shortfall.Limit) != shortfall.Of;

    private static bool IsMended(ExecutionState state, DateTimeOffset now)
    {
        var (budget, shortfall) = (state.Budget!, state.Budget!.Shortfall!);
        return shortfall.Scope == BudgetScope.Execution && (shortfall.Limit == BudgetLimit.Time
            ? budget.OverAt(state.StartedAt) is not { } over || over > now
            : Budgeting.AmountOf(budget.Limits, shortfall.Limit) is not { } amount || shortfall.Asked <= amount - Used(state, shortfall.Limit));
    }

    private static decimal Used(ExecutionState state, string limit) => limit switch
    {
        BudgetLimit.Tokens => state.Usage.TotalTokens,
        BudgetLimit.ModelCalls => state.Usage.ModelCalls,
        BudgetLimit.ToolCalls => state.Usage.ToolCalls,
        _ => state.Usage.CostUsd ?? 0,
    };

    private static void Begin(Draft draft)
    {
        foreach (var step in draft.State.ActiveSteps.Where(static step => step is { Status: StepStatus.Pending, RetryAt: null }))
        {
            draft.Record(new StepStarted(draft.Now, step.Id, step.State, step.Visit, step.Attempt)
            {
                Branch = step.Branch,
                Deadline = Advancing.Deadline(draft.StateOf(step)!, draft.Now),
            });
        }
    }
}
