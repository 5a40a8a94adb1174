using System.Diagnostics.CodeAnalysis;

namespace Agents.Core.Schedules;

/// <summary>Short names of common cron expressions.</summary>
internal static class CronMacros
{
    private static readonly Dictionary<string, string> Expressions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["@yearly"] = "0 0 1 1 *",
        ["@annually"] = "0 0 1 1 *",
        ["@monthly"] = "0 0 1 * *",
        ["@weekly"] = "0 0 * * 0",
        ["@daily"] = "0 0 * * *",
        ["@midnight"] = "0 0 * * *",
        ["@hourly"] = "0 * * * *",
        ["@every_minute"] = "* * * * *",
        ["@every_second"] = "* * * * * *",
    };

    public static string Names => string.Join(", ", Expressions.Keys);

    public static bool TryExpand(string macro, [NotNullWhen(true)] out string? expression) => Expressions.TryGetValue(macro, out expression);
}
