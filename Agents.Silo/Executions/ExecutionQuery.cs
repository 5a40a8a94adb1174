using System.Globalization;
using Agents.Core.Executions;
using Microsoft.AspNetCore.Mvc;

namespace Agents.Silo.Executions;

/// <summary>The query of <c>GET /executions</c>.</summary>
internal sealed record ExecutionQuery
{
    /// <summary>One status or several with commas; upper-case forms and <c>pending</c> are accepted.</summary>
    public string? Status { get; init; }

    [FromQuery(Name = "workflow_id")]
    public string? WorkflowId { get; init; }

    [FromQuery(Name = "deployment_id")]
    public string? DeploymentId { get; init; }

    public string? Source { get; init; }

    public string? Trigger { get; init; }

    public string? From { get; init; }

    public string? To { get; init; }

    public string? Q { get; init; }

    public string? Cursor { get; init; }

    public int? Limit { get; init; }

    private IEnumerable<string> Statuses => (Status ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What is wrong with the query; null where nothing is.</summary>
    public string? Problem()
    {
        if (Statuses.FirstOrDefault(static name => !StatusNames.TryParseExecution(name, out _)) is { } unknown)
        {
            return $"There is no status '{unknown}'. Statuses are {string.Join(", ", Enum.GetValues<ExecutionStatus>().Select(static status => status.ToName()))}.";
        }

        if (Source is not (null or "" or "runtime" or "deployed"))
        {
            return "'source' is runtime or deployed.";
        }

        if (Limit is < 1 or > Paging.LargestLimit)
        {
            return Paging.Problem;
        }

        return TryTime(From, out _) && TryTime(To, out _) ? null : "'from' and 'to' are RFC 3339 times like 2026-01-31T09:00:00Z.";
    }

    public ExecutionListFilter ToFilter()
    {
        TryTime(From, out var from);
        TryTime(To, out var to);
        return new ExecutionListFilter
        {
            Statuses = [.. Statuses.Select(static name => StatusNames.TryParseExecution(name, out var status) ? status.ToName() : name)],
            WorkflowId = Given(WorkflowId),
            DeploymentId = Given(DeploymentId),
            Source = Given(Source),
            Trigger = Given(Trigger),
            From = from,
            To = to,
            Query = Given(Q),
            Before = Given(Cursor),
            Limit = Limit ?? Paging.DefaultLimit,
        };
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static bool TryTime(string? text, out DateTimeOffset? time)
    {
        time = null;
        if (Given(text) is null)
        {
            return true;
        }

        var isTime = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed);
        time = isTime ? parsed : null;
        return isTime;
    }
}
