using System.Globalization;
using Agents.Client.Schedules;

namespace Agents.Dashboard.Schedules;

/// <summary>Schedules in words.</summary>
internal static class ScheduleText
{
    public static string Timing(ScheduleRecord schedule)
        => schedule.Cron is { } cron ? $"{cron} · {schedule.Timezone}" : $"every {Interval(TimeSpan.FromSeconds(schedule.IntervalSeconds ?? 0))}";

    public static string Target(ScheduleRecord schedule) => schedule.DeploymentId is { } deployment
        ? $"/deployments/{Uri.EscapeDataString(deployment)}"
        : $"/workflows/{Uri.EscapeDataString(schedule.WorkflowId ?? "")}";

    /// <summary>What became of a firing, for people.</summary>
    public static string Outcome(ScheduleFiringRecord firing) => firing switch
    {
        { Status: FiringStatuses.Pending } => "starts",
        { Status: FiringStatuses.Queued } => "waits for the one before",
        { Detail: { } detail } => detail,
        { Reason: FiringReasons.Overlap } => "skipped: the one before went on",
        { Reason: FiringReasons.QueueFull } => "skipped: too many waited",
        { Reason: FiringReasons.Missed } => "missed: no server ran",
        { Reason: FiringReasons.Paused } => "skipped: paused",
        { Reason: FiringReasons.Replaced } => "skipped: a later one took its place",
        _ => firing.Status,
    };

    private static string Interval(TimeSpan interval) => interval switch
    {
        { TotalDays: >= 1 } when interval.Ticks % TimeSpan.TicksPerDay == 0 => string.Create(CultureInfo.InvariantCulture, $"{interval.TotalDays:0} d"),
        { TotalHours: >= 1 } when interval.Ticks % TimeSpan.TicksPerHour == 0 => string.Create(CultureInfo.InvariantCulture, $"{interval.TotalHours:0} h"),
        { TotalMinutes: >= 1 } when interval.Ticks % TimeSpan.TicksPerMinute == 0 => string.Create(CultureInfo.InvariantCulture, $"{interval.TotalMinutes:0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{interval.TotalSeconds:0} s"),
    };
}
