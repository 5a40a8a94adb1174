using System.Text.Json;
using Agents.Core.Budgets;
using Agents.Core.Json;

namespace Agents.Core.Executions.Events;

/// <summary>A budget allows no more: nothing new begins until it is raised.</summary>
/// <param name="At">When.</param>
/// <param name="Shortfall">Which budget, what was asked and what is left.</param>
public sealed record ExecutionBudgetExceeded(DateTimeOffset At, BudgetShortfall Shortfall) : ExecutionEvent(At)
{
    /// <summary>The event's name.</summary>
    public const string TypeName = "execution.budget_exceeded";

    /// <inheritdoc/>
    public override string Type => TypeName;

    internal override ExecutionState Apply(ExecutionState state)
        => state with { Status = ExecutionStatus.BudgetExceeded, Budget = (state.Budget ?? ExecutionBudget.None) with { Shortfall = Shortfall } };

    private protected override void WriteFields(Utf8JsonWriter writer) => Shortfall.WriteFields(writer);

    internal static ExecutionBudgetExceeded Read(JsonObject json, DateTimeOffset at) => new(at, BudgetShortfall.FromJson(json));
}
