using System.Collections.Concurrent;
using System.Globalization;
using Agents.Client.Metrics;

namespace Agents.Silo.Metrics;

/// <summary>Makes summaries. Who asks within the same few seconds shares one: many open pages cost what one does.</summary>
internal sealed class MetricsSummaries(MetricsStore store, TimeProvider time)
{
    private const int MostKept = 64;

    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<MetricsPeriod, Shared> _shared = new();

    /// <summary>The summary of a period, at most two seconds old.</summary>
    public Task<MetricsSummary> GetAsync(MetricsPeriod period)
    {
        var now = time.GetUtcNow();
        var shared = _shared.AddOrUpdate(
            period,
            static (asked, at) => new Shared(at.Now, new(() => at.Self.ReadAsync(asked))),
            static (asked, present, at) => present.IsFresh(at.Now) ? present : new Shared(at.Now, new(() => at.Self.ReadAsync(asked))),
            (Self: this, Now: now));
        if (_shared.Count > MostKept)
        {
            foreach (var (old, _) in _shared.Where(item => !item.Value.IsFresh(now)))
            {
                _shared.TryRemove(old, out _);
            }
        }

        return shared.Summary.Value;
    }

    private async Task<MetricsSummary> ReadAsync(MetricsPeriod period)
    {
        var usage = await store.ReadUsageAsync(period);
        var models = await store.ReadModelsAsync(period);
        var modelExecutions = await store.CountModelExecutionsAsync(period);
        return new MetricsSummary(period.From, period.To, Sum(usage))
        {
            ByWorkflow = [.. usage.GroupBy(static row => row.WorkflowId)
                .Select(static rows => new WorkflowMetrics(rows.Key, rows.MaxBy(static row => row.NewestId, StringComparer.Ordinal)!.WorkflowName, Sum(rows)))
                .OrderByDescending(static item => item.Usage.Executions).ThenBy(static item => item.WorkflowId, StringComparer.Ordinal)],
            ByDay = [.. usage.GroupBy(static row => row.Day)
                .Select(static rows => new DayMetrics(DateOnly.Parse(rows.Key, CultureInfo.InvariantCulture), Sum(rows)))
                .OrderBy(static item => item.Day)],
            ByModel = [.. models.Select(Record)
                .OrderByDescending(static item => item.InputTokens + item.OutputTokens).ThenBy(static item => item.Model, StringComparer.Ordinal)],
            ModelExecutions = Math.Min(modelExecutions, MetricsStore.MostModelExecutions),
            ModelsAreOfNewestOnly = modelExecutions > MetricsStore.MostModelExecutions,
        };
    }

    private static UsageMetrics Sum(IEnumerable<UsageRow> some)
    {
        var rows = some as IReadOnlyCollection<UsageRow> ?? [.. some];
        var (executions, completed, failed, timedOut, cancelled) = (
            rows.Sum(static row => row.Executions), rows.Sum(static row => row.Completed), rows.Sum(static row => row.Failed),
            rows.Sum(static row => row.TimedOut), rows.Sum(static row => row.Cancelled));
        var judged = completed + failed + timedOut;
        var ended = rows.Sum(static row => row.Ended);
        return new UsageMetrics
        {
            Executions = executions,
            Completed = completed,
            Failed = failed,
            TimedOut = timedOut,
            Cancelled = cancelled,
            Active = executions - judged - cancelled,
            SuccessRate = judged == 0 ? null : (double)completed / judged,
            InputTokens = rows.Sum(static row => row.InputTokens),
            OutputTokens = rows.Sum(static row => row.OutputTokens),
            CostUsd = executions > 0 && rows.All(static row => row.CostUsd is null) ? null : (decimal)rows.Sum(static row => row.CostUsd ?? 0),
            UnknownCosts = rows.Sum(static row => row.UnknownCosts),
            AverageSeconds = ended == 0 ? null : rows.Sum(static row => row.Seconds ?? 0) / ended,
        };
    }

    private static ModelMetrics Record(ModelRow row) => new(row.Provider, row.Model)
    {
        Calls = row.Calls,
        InputTokens = row.InputTokens,
        OutputTokens = row.OutputTokens,
        CostUsd = (decimal?)row.CostUsd,
        UnknownCosts = row.UnknownCosts,
        AverageSeconds = row.Seconds,
    };

    private sealed record Shared(DateTimeOffset At, Lazy<Task<MetricsSummary>> Summary)
    {
        public bool IsFresh(DateTimeOffset now) => now - At < Kept && !(Summary.IsValueCreated && Summary.Value.IsFaulted);
    }
}
