using Agents.Client.Budgets;
using Agents.Client.Executions;
using Agents.Core.Budgets;
using Agents.Core.Workflows;

namespace Agents.Silo.Budgets;

/// <summary>Budgets as the API shows them.</summary>
internal static class BudgetViews
{
    public static BudgetRecord? Record(Budget? budget) => budget is null or { IsEmpty: true } ? null : new BudgetRecord
    {
        Tokens = budget.Tokens,
        CostUsd = budget.CostUsd,
        TimeSeconds = budget.Time?.TotalSeconds,
        ModelCalls = budget.ModelCalls,
        ToolCalls = budget.ToolCalls,
    };

    public static SpendingRecord Spending(SpentAmount amount) => new(amount.InputTokens + amount.OutputTokens, amount.CostUsd, amount.ModelCalls, amount.ToolCalls);

    public static ShortfallRecord? Shortfall(BudgetShortfall? shortfall)
        => shortfall is null ? null : new(shortfall.Scope, shortfall.Limit, shortfall.Of, shortfall.Left, shortfall.Asked, shortfall.Until, shortfall.Describe());

    public static SharedBudgetsRecord Shared(BudgetReading day) => new(new DayBudgetRecord(
        Record(Budget.Parse(day.Budget)), day.Day, Spending(day.Used), Spending(day.Reserved)));
}
