using Agents.Client.Schedules;
using Agents.Core.Json;
using Agents.Silo.Executions;

namespace Agents.Silo.Schedules;

/// <summary>Schedules as the API shows them.</summary>
internal static class ScheduleViews
{
    private const int ShownDueTimes = 5;

    public static ScheduleRecord Record(ScheduleRow row) => new()
    {
        Id = row.Id,
        Name = row.Name,
        WorkflowId = row.WorkflowId,
        Version = (int?)row.Version,
        DeploymentId = row.DeploymentId,
        Cron = row.Cron,
        IntervalSeconds = (int?)row.IntervalSeconds,
        Timezone = row.Timezone,
        Inputs = ExecutionViews.Element(JsonValue.Parse(row.Inputs)),
        Overlap = row.Overlap,
        CatchUp = row.CatchUp,
        CatchUpLimit = (int)row.CatchUpLimit,
        JitterSeconds = (int)row.JitterSeconds,
        Status = row.Status,
        PauseReason = row.PauseReason,
        PausedAt = row.PausedAt,
        Source = row.Source,
        NextDueAt = row is { IsActive: true, NextDueAt: { } next } ? [next.ToUniversalTime(), .. DueTimesAfter(row, next)] : [],
        CreatedAt = row.CreatedAt,
        UpdatedAt = row.UpdatedAt,
    };

    public static PreviewedFiring Previewed(DateTimeOffset due) => new(due.ToUniversalTime(), $"{due:yyyy-MM-ddTHH:mm:sszzz}");

    private static IEnumerable<DateTimeOffset> DueTimesAfter(ScheduleRow row, DateTimeOffset next)
        => row.Timing().Preview(next, ShownDueTimes - 1).Select(static due => due.ToUniversalTime());
}
