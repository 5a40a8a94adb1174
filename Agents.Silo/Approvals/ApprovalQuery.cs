using System.Text.Json;
using Agents.Client.Approvals;
using Agents.Core.Approvals;
using Agents.Silo.Executions;
using Microsoft.AspNetCore.Mvc;

namespace Agents.Silo.Approvals;

/// <summary>The query of <c>GET /approvals</c>.</summary>
internal sealed record ApprovalQuery
{
    /// <summary>One of <see cref="ApprovalStatuses"/>.</summary>
    public string? Status { get; init; }

    /// <summary>A user and teams, with commas.</summary>
    public string? Assignee { get; init; }

    [FromQuery(Name = "execution_id")]
    public string? ExecutionId { get; init; }

    public string? Cursor { get; init; }

    public int? Limit { get; init; }

    /// <summary>What is wrong with the query; null where nothing is.</summary>
    public string? Problem()
    {
        if (!string.IsNullOrEmpty(Status) && !ApprovalStatuses.All.Contains(Status.ToLowerInvariant()))
        {
            return $"There is no status '{Status}'. Statuses are {string.Join(", ", ApprovalStatuses.All)}.";
        }

        return Limit is < 1 or > Paging.LargestLimit || !TimeCursor.TryRead(Cursor, out _, out _) ? Paging.Problem : null;
    }

    public ApprovalListFilter ToFilter()
    {
        var names = (Assignee ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Actor.FullName).ToList();
        TimeCursor.TryRead(Cursor, out var afterTime, out var afterId);
        return new ApprovalListFilter
        {
            Status = string.IsNullOrEmpty(Status) ? null : Status.ToLowerInvariant(),
            ExecutionId = string.IsNullOrEmpty(ExecutionId) ? null : ExecutionId,
            Names = names.Count == 0 ? null : JsonSerializer.Serialize(names),
            AfterTime = afterTime,
            AfterId = afterId,
            Limit = Limit ?? Paging.DefaultLimit,
        };
    }
}
