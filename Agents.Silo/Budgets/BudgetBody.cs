using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Silo.Budgets;

/// <summary>Reads budgets from request bodies. A field that is not known is refused: a limit with a wrong name would limit nothing.</summary>
internal static class BudgetBody
{
    private static readonly string[] Known = ["tokens", "cost_usd", "time_seconds", "model_calls", "tool_calls"];

    private static readonly string[] Whole = ["tokens", "model_calls", "tool_calls"];

    private const double LongestSeconds = 10 * 365 * 86_400d;

    private const double Most = 1_000_000_000;

    /// <summary>What is wrong with a value as a budget; null where nothing is, and where there is none.</summary>
    public static string? Problem(JsonValue? value, string name)
    {
        if (value is null or JsonNull)
        {
            return null;
        }

        if (value is not JsonObject budget)
        {
            return $"{name} is an object like {{\"tokens\": 100000, \"cost_usd\": 0.5}}, not {value.TypeName}.";
        }

        return budget.Keys.FirstOrDefault(static key => !Known.Contains(key)) is { } unknown
            ? $"{name} has an unknown field '{unknown}'. Known are {string.Join(", ", Known)}."
            : budget.Select(static limit => LimitProblem(limit.Key, limit.Value)).FirstOrDefault(static problem => problem is not null);
    }

    /// <summary>The same for a budget that a day ends, which limits no time.</summary>
    public static string? ProblemOfDay(JsonValue? value, string name)
        => Problem(value, name) ?? (value is JsonObject day && day.Find("time_seconds") is JsonNumber ? "A day has as much time as it has: leave out 'time_seconds'." : null);

    /// <summary>Reads what has no <see cref="Problem"/>.</summary>
    public static Budget Read(JsonObject json) => Budget.FromJson(json);

    private static string? LimitProblem(string name, JsonValue value) => value switch
    {
        JsonNull => null,
        JsonNumber number when Whole.Contains(name) => number.TryGetInt64(out var whole) && whole is >= 0 and <= (long)Most * 1_000 && (name == "tokens" || whole <= int.MaxValue)
            ? null
            : $"'{name}' is a whole number from 0.",
        JsonNumber number when name == "time_seconds" => number.ToDouble() is >= 0 and <= LongestSeconds ? null : "'time_seconds' is from 0 to ten years.",
        JsonNumber number => number.ToDouble() is >= 0 and <= Most ? null : $"'{name}' is a number from 0.",
        _ => $"'{name}' is a number, not {value.TypeName}.",
    };
}
