using System.Text.Json;
using Agents.Core.Budgets;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Executions.Events;

/// <summary>Somebody gave the execution another budget. What was spent stays spent.</summary>
/// <param name="At">When.</param>
/// <param name="Budget">The whole budget from here on.</param>
/// <param name="Actor">Who; null where nobody said.</param>
public sealed record BudgetChanged(DateTimeOffset At, Budget Budget, string? Actor) : ExecutionEvent(At)
{
    /// <summary>The event's name.</summary>
    public const string TypeName = "budget.changed";

    /// <inheritdoc/>
    public override string Type => TypeName;

    internal override ExecutionState Apply(ExecutionState state)
        => state with { Budget = new ExecutionBudget(Budget) { Shortfall = state.Budget?.Shortfall } };

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        WriteValue(writer, "budget"u8, Budget.ToJson());
        WriteOptional(writer, "actor"u8, Actor);
    }

    internal static BudgetChanged Read(JsonObject json, DateTimeOffset at) => new(at, Budget.FromJson(json.Object("budget")), json.OptionalText("actor"));
}
