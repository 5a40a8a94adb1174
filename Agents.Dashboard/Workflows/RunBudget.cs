using System.Globalization;
using Agents.Client.Executions;

namespace Agents.Dashboard.Workflows;

/// <summary>One limit of a budget as it was typed.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Label">The field's label.</param>
/// <param name="Text">What was typed; empty is no limit.</param>
/// <param name="Error">What is wrong with it; null where nothing is.</param>
public sealed record BudgetLimit(string Name, string Label, string Text, string? Error);

/// <summary>The budget part of a run form. Text is kept as it was typed.</summary>
public sealed record RunBudget
{
    private static readonly (string Name, string Label, bool IsWhole)[] Fields =
        [("cost_usd", "US dollars", false), ("tokens", "Tokens", true), ("time_seconds", "Seconds", false), ("model_calls", "Model calls", true), ("tool_calls", "Tool calls", true)];

    private RunBudget(Func<string, string> text) => Limits = [.. Fields.Select(field => Read(field.Name, field.Label, text(field.Name).Trim(), field.IsWhole))];

    public static RunBudget Empty { get; } = new(static _ => "");

    public IReadOnlyList<BudgetLimit> Limits { get; }

    public bool IsEmpty => Limits.All(static limit => limit.Text.Length == 0);

    public bool HasErrors => Limits.Any(static limit => limit.Error is not null);

    public static RunBudget Of(IFormCollection form) => new(name => form[$"budget.{name}"].ToString());

    /// <summary>The budget; null where nothing is limited.</summary>
    public BudgetRecord? ToRecord() => IsEmpty ? null : new BudgetRecord
    {
        CostUsd = Number("cost_usd"),
        Tokens = (long?)Number("tokens"),
        TimeSeconds = (double?)Number("time_seconds"),
        ModelCalls = (int?)Number("model_calls"),
        ToolCalls = (int?)Number("tool_calls"),
    };

    public override string ToString() => string.Join('|', Limits.Select(static limit => limit.Text));

    private decimal? Number(string name)
        => Limits.First(limit => limit.Name == name) is { Text.Length: > 0 } limit ? decimal.Parse(limit.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : null;

    private static BudgetLimit Read(string name, string label, string text, bool isWhole)
    {
        var isRight = text.Length == 0
            || (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= int.MaxValue && (!isWhole || number == decimal.Truncate(number)));
        return new(name, label, text, isRight ? null : $"Write a {(isWhole ? "whole number" : "number")} from 0, or nothing for no limit.");
    }
}
