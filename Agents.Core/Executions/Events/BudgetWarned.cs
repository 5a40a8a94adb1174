using System.Text.Json;
using Agents.Core.Budgets;
using Agents.Core.Json;

namespace Agents.Core.Executions.Events;

/// <summary>A limit of the execution's budget is nearly spent.</summary>
/// <param name="At">When.</param>
/// <param name="Limit">Which: one of <see cref="BudgetLimit"/>.</param>
/// <param name="Used">What is spent of it; seconds where it is time.</param>
/// <param name="Of">The limit.</param>
public sealed record BudgetWarned(DateTimeOffset At, string Limit, decimal Used, decimal Of) : ExecutionEvent(At)
{
    /// <summary>The event's name.</summary>
    public const string TypeName = "budget.warned";

    /// <inheritdoc/>
    public override string Type => TypeName;

    internal override ExecutionState Apply(ExecutionState state)
        => state.Budget is { } budget ? state with { Budget = budget with { Warned = budget.Warned.Add(Limit) } } : state;

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteString("limit"u8, Limit);
        writer.WriteNumber("used"u8, Used);
        writer.WriteNumber("of"u8, Of);
    }

    internal static BudgetWarned Read(JsonObject json, DateTimeOffset at)
        => new(at, json.Text("limit"), json.OptionalDecimal("used") ?? 0, json.OptionalDecimal("of") ?? 0);
}
