using System.Globalization;
using Agents.Client.Metrics;
using Agents.Dashboard.Display;

namespace Agents.Dashboard.Metrics;

/// <summary>What executions came to, in words.</summary>
internal static class UsageText
{
    public static string Percent(double? share) => share is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known * 100:0.#} %") : DurationText.None;

    /// <summary>What is known of a cost, and that some of it is not.</summary>
    public static string Cost(decimal? cost, long unknown) => (cost, unknown) switch
    {
        (null, _) => MoneyText.Unknown,
        (_, 0) => MoneyText.Of(cost),
        (0, _) => MoneyText.Unknown,
        _ => $"≥ {MoneyText.Of(cost)}",
    };

    public static string Cost(UsageMetrics usage) => Cost(usage.CostUsd, usage.UnknownCosts);
}
