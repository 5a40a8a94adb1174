using System.Globalization;
using System.Text.Json;
using Agents.Core.Executions;
using Agents.Core.Json;

namespace Agents.Core.Budgets;

/// <summary>Why something may not be spent.</summary>
/// <param name="Scope">Whose budget it is: one of <see cref="BudgetScope"/>.</param>
/// <param name="Limit">What it limits: one of <see cref="BudgetLimit"/>.</param>
/// <param name="Of">The limit.</param>
/// <param name="Left">What is left of it, never less than 0.</param>
/// <param name="Asked">What was to be spent; null where that is unknown.</param>
public sealed record BudgetShortfall(string Scope, string Limit, decimal Of, decimal Left, decimal? Asked)
{
    /// <summary>When time alone may mend it; null where somebody has to raise the budget.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The execution whose budget it is, where that is another one's; null elsewhere.</summary>
    public string? Owner { get; init; }

    /// <summary>The shortfall in a sentence for people.</summary>
    public string Describe()
    {
        var whose = Scope == BudgetScope.Execution ? "The execution's" : $"The {Scope}'s";
        var asked = (Limit, Asked) switch
        {
            (BudgetLimit.Time, _) => "it is over",
            (_, null) => "the next call's price is unknown",
            (_, { } amount) => $"the next call may need {Number(amount)}",
        };
        var owner = Owner is null ? "" : $" ({Owner})";
        return $"{whose}{owner} budget of {Number(Of)} {Limit} has {Number(Left)} left, and {asked}.";
    }

    internal void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteString("scope"u8, Scope);
        writer.WriteString("limit"u8, Limit);
        writer.WriteNumber("of"u8, Of);
        writer.WriteNumber("left"u8, Left);
        if (Asked is { } asked)
        {
            writer.WriteNumber("asked"u8, asked);
        }

        if (Until is { } until)
        {
            writer.WriteString("until"u8, until.UtcDateTime);
        }

        if (Owner is not null)
        {
            writer.WriteString("owner"u8, Owner);
        }
    }

    internal static BudgetShortfall FromJson(JsonObject json) => new(
        json.Text("scope"), json.Text("limit"), json.OptionalDecimal("of") ?? 0, json.OptionalDecimal("left") ?? 0, json.OptionalDecimal("asked"))
    {
        Until = json.OptionalTime("until"),
        Owner = json.OptionalText("owner"),
    };

    private static string Number(decimal amount) => amount.ToString("0.######", CultureInfo.InvariantCulture);
}
