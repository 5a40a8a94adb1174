using Agents.Core.Budgets;
using Agents.Core.Executions.Commands;
using Agents.Core.Executions.Events;
using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>Tells once per limit that a budget is nearly spent.</summary>
internal static class BudgetWarnings
{
    /// <summary>Records what models and tools answered, and the warnings that follow from what it cost.</summary>
    public static void RecordCalls(Draft draft, IReadOnlyList<ExecutionEvent> calls)
    {
        foreach (var call in calls)
        {
            draft.Record(call);
        }

        if (calls.Count > 0 && draft.State.Budget is { } budget && !draft.IsOver)
        {
            foreach (var (limit, used, of) in Budgeting.NearlySpent(budget.Limits, draft.State.Usage).Where(item => !budget.Warned.Contains(item.Limit)))
            {
                draft.Record(new BudgetWarned(draft.Now, limit, used, of));
            }
        }
    }

    /// <summary>What sub-workflows spent is counted elsewhere: records what is found there, once per limit, and not by a limit that is another one by now.</summary>
    public static Decision Warn(ExecutionState state, Workflow plan, WarnOfSpending warning)
    {
        var draft = new Draft(state, plan, warning.Now);
        if (state.Budget is { } budget && !draft.IsOver && !budget.Warned.Contains(warning.Limit) && Budgeting.AmountOf(budget.Limits, warning.Limit) == warning.Of)
        {
            draft.Record(new BudgetWarned(warning.Now, warning.Limit, warning.Used, warning.Of));
        }

        return draft.Accept();
    }

    /// <summary>Records that most of the time is over, where it is and nobody was told.</summary>
    public static void RecordTime(Draft draft)
    {
        if (draft.State is { Budget: { Limits.Time: { } time } budget, StartedAt: { } started } && !budget.Warned.Contains(BudgetLimit.Time) && budget.DueAt(started) <= draft.Now)
        {
            draft.Record(new BudgetWarned(draft.Now, BudgetLimit.Time, (decimal)(draft.Now - started).TotalSeconds, (decimal)time.TotalSeconds));
        }
    }
}
