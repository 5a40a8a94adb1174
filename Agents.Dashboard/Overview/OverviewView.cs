using Agents.Client;
using Agents.Client.Approvals;
using Agents.Client.Executions;
using Agents.Client.Metrics;
using Agents.Client.Models;
using Agents.Client.Tools;
using Agents.Dashboard.Silo;

namespace Agents.Dashboard.Overview;

/// <summary>What the overview shows, asked for at once.</summary>
public sealed record OverviewView(MetricsSummary Week, UsageMetrics Today)
{
    private const int MostOfAKind = 5;
    private const int MostActive = 10;
    private const int Days = 7;

    private static readonly string[] Underway = [ExecutionStatuses.Running, ExecutionStatuses.Validating, ExecutionStatuses.Queued];

    public IReadOnlyList<ApprovalRecord> Approvals { get; init; } = [];

    /// <summary>Failed or timed out within a day, the newest ones.</summary>
    public IReadOnlyList<ExecutionSummary> Failed { get; init; } = [];

    /// <summary>Held by a budget.</summary>
    public IReadOnlyList<ExecutionSummary> Held { get; init; } = [];

    /// <summary>Under way now, the newest ones.</summary>
    public IReadOnlyList<ExecutionSummary> Active { get; init; } = [];

    /// <summary>Providers whose latest connection test failed.</summary>
    public IReadOnlyList<ProviderRecord> Providers { get; init; } = [];

    /// <summary>MCP servers that cannot be used.</summary>
    public IReadOnlyList<McpServerRecord> Servers { get; init; } = [];

    public static async Task<Reply<OverviewView>> LoadAsync(AgentsClient client, DateTimeOffset now)
    {
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        var week = Reply.Of(client.Metrics.GetSummaryAsync(new MetricsFilter { From = today.AddDays(1 - Days), To = today.AddDays(1) }));
        var approvals = Reply.Of(client.Approvals.ListAsync(new ApprovalFilter { Status = ApprovalStatuses.Pending, Limit = MostOfAKind }));
        var failed = ListAsync(client, [ExecutionStatuses.Failed, ExecutionStatuses.TimedOut], now.AddDays(-1), MostOfAKind);
        var held = ListAsync(client, [ExecutionStatuses.BudgetExceeded], null, MostOfAKind);
        var active = ListAsync(client, Underway, null, MostActive);
        var providers = Reply.Of(client.Providers.ListAsync());
        var servers = Reply.Of(client.Tools.ListServersAsync());
        await Task.WhenAll(week, approvals, failed, held, active, providers, servers);
        var (summary, problem) = await week;
        return summary is null ? new(null, problem) : new(
            new(summary, summary.ByDay.FirstOrDefault(day => day.Day == DateOnly.FromDateTime(today.UtcDateTime))?.Usage ?? new UsageMetrics { CostUsd = 0 })
            {
                Approvals = (await approvals).Value?.Items ?? [],
                Failed = await failed,
                Held = await held,
                Active = await active,
                Providers = [.. ((await providers).Value ?? []).Where(static one => one is { Configured: true, Connected: false })],
                Servers = [.. ((await servers).Value?.Items ?? []).Where(static one => one.Status == "failed")],
            },
            null);
    }

    private static async Task<IReadOnlyList<ExecutionSummary>> ListAsync(AgentsClient client, IReadOnlyList<string> statuses, DateTimeOffset? from, int limit)
        => (await Reply.Of(client.Executions.ListAsync(new ExecutionFilter { Statuses = statuses, From = from, Limit = limit }))).Value?.Items ?? [];
}
