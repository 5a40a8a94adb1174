using System.Globalization;
using Agents.Client.Metrics;
using Agents.Dashboard.Plots;

namespace Agents.Dashboard.Metrics;

/// <summary>A summary's days as plots show them: every day of the period, also those on which nothing happened.</summary>
public sealed class DaySeries
{
    private static readonly UsageMetrics Nothing = new() { CostUsd = 0 };

    private DaySeries(IReadOnlyList<DayMetrics> days) => Days = days;

    public IReadOnlyList<DayMetrics> Days { get; }

    public IReadOnlyList<string> Labels => [.. Days.Select(static day => day.Day.ToString("d MMM", CultureInfo.InvariantCulture))];

    /// <summary>Executions by how they stand.</summary>
    public IReadOnlyList<PlotSeries> Executions =>
    [
        Series("completed", "good", static usage => usage.Completed),
        Series("failed", "bad", static usage => usage.Failed + usage.TimedOut),
        Series("cancelled", "off", static usage => usage.Cancelled),
        Series("not over", "active", static usage => usage.Active),
    ];

    public IReadOnlyList<PlotSeries> Costs => [Series("US dollars", "accent", static usage => (double)(usage.CostUsd ?? 0))];

    public IReadOnlyList<PlotSeries> Tokens =>
    [
        Series("tokens in", "accent", static usage => usage.InputTokens),
        Series("tokens out", "active", static usage => usage.OutputTokens),
    ];

    public static DaySeries Of(MetricsSummary summary)
    {
        var present = summary.ByDay.ToDictionary(static day => day.Day, static day => day.Usage);
        var first = DateOnly.FromDateTime(summary.From.UtcDateTime);
        var last = DateOnly.FromDateTime(summary.To.UtcDateTime.AddTicks(-1));
        return new([.. Enumerable.Range(0, last.DayNumber - first.DayNumber + 1)
            .Select(first.AddDays)
            .Select(day => new DayMetrics(day, present.GetValueOrDefault(day, Nothing)))]);
    }

    private PlotSeries Series(string name, string tone, Func<UsageMetrics, double> value) => new(name, tone, [.. Days.Select(day => value(day.Usage))]);
}
