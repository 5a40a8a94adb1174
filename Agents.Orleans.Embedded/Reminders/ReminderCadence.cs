namespace Orleans.Runtime;

/// <summary>When reminders tick: at <c>StartAt + n * Period</c>, for whole n from 0, and at no other time.</summary>
/// <remarks>
/// What fell due while nothing ran, or while the previous tick was still being delivered, is skipped and not made up for: the next
/// tick is the first of the cadence that lies ahead. So a reminder that should have fired during a stop of the process fires up to
/// one period after the start.
/// </remarks>
internal static class ReminderCadence
{
    /// <summary>The first tick at or after <paramref name="now"/>.</summary>
    public static DateTime Next(ReminderEntry entry, DateTime now)
    {
        var start = DateTime.SpecifyKind(entry.StartAt, DateTimeKind.Utc);
        if (now <= start)
        {
            return start;
        }

        var sinceLast = (now - start).Ticks % entry.Period.Ticks;
        return sinceLast == 0 ? now : Add(now, entry.Period - TimeSpan.FromTicks(sinceLast));
    }

    /// <summary>The first tick that is at or after now, and after the previous one.</summary>
    public static DateTime After(ReminderEntry entry, DateTime previous, DateTime now)
    {
        var next = Next(entry, now);
        return next > previous ? next : Add(previous, entry.Period);
    }

    private static DateTime Add(DateTime time, TimeSpan span) => span > DateTime.MaxValue - time ? DateTime.MaxValue : time + span;
}
