using Agents.Client.Schedules;
using Agents.Core.Schedules;

namespace Agents.Silo.Schedules;

/// <summary>Pausing and resuming. What falls due in a pause is skipped and never made up for.</summary>
internal static class SchedulePauses
{
    /// <summary>The schedule, paused; as it is where it is already.</summary>
    public static ScheduleRow Pause(ScheduleRow row, string? reason, DateTimeOffset now)
        => row.IsActive ? row with { Status = ScheduleStatuses.Paused, PausedAt = now, PauseReason = reason } : row;

    /// <summary>The schedule, active from now on; as it is where it is already.</summary>
    public static ScheduleRow Resume(ScheduleRow row, DateTimeOffset now)
        => row.IsActive ? row : row with { Status = ScheduleStatuses.Active, PausedAt = null, PauseReason = null, NextDueAt = row.Timing().Next(now) };

    /// <summary>The due times that a pause let pass; null where it let none.</summary>
    public static SkippedDueTimes? Passed(ScheduleRow paused, DateTimeOffset now)
        => paused.NextDueAt is not { } due || due > now ? null
            : DueTimes.Decide(paused.Timing(), due, now + DueTimes.Grace, CatchUpPolicy.None, 1).Missed;
}
