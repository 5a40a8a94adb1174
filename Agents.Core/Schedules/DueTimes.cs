namespace Agents.Core.Schedules;

/// <summary>Due times that fire nothing.</summary>
/// <param name="From">The first one.</param>
/// <param name="Until">The last one; the same where it is one.</param>
public readonly record struct SkippedDueTimes(DateTimeOffset From, DateTimeOffset Until);

/// <summary>What is to happen with the due times that have passed.</summary>
/// <param name="Fire">Those that fire, the earliest first.</param>
/// <param name="Missed">Those that were missed and fire nothing; null where there are none.</param>
/// <param name="Next">The due time that comes after; null where there is none any more.</param>
public sealed record DueTimes(IReadOnlyList<DateTimeOffset> Fire, SkippedDueTimes? Missed, DateTimeOffset? Next)
{
    /// <summary>How late a firing may be without having been missed: long enough to start a server again.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    /// <summary>Decides.</summary>
    /// <param name="timing">The schedule's timing.</param>
    /// <param name="due">The earliest due time that nothing was decided about.</param>
    /// <param name="now">The time, less the schedule's jitter.</param>
    /// <param name="catchUp">What missed due times do.</param>
    /// <param name="limit">How many missed due times fire at most where all do; from 1.</param>
    public static DueTimes Decide(ScheduleTiming timing, DateTimeOffset due, DateTimeOffset now, CatchUpPolicy catchUp, int limit)
    {
        var missedUntil = now - Grace;
        var fire = Between(timing, due > missedUntil ? due : timing.Next(missedUntil), now, int.MaxValue);
        var keeps = catchUp == CatchUpPolicy.All ? limit : catchUp == CatchUpPolicy.Last && fire.Count == 0 ? 1 : 0;
        // One more than fires: the last one that does not.
        var missed = due > missedUntil ? [] : Latest(timing, due, missedUntil, keeps + 1);
        if (missed.Count <= keeps)
        {
            return new DueTimes([.. missed, .. fire], null, timing.Next(now));
        }

        return new DueTimes([.. missed.Skip(missed.Count - keeps), .. fire], new SkippedDueTimes(due, missed[^(keeps + 1)]), timing.Next(now));
    }

    /// <summary>How long after its due times a schedule fires: the same each time, and another one for each schedule.</summary>
    /// <param name="scheduleId">The schedule.</param>
    /// <param name="most">The longest; zero for none.</param>
    public static TimeSpan Jitter(string scheduleId, TimeSpan most)
    {
        var hash = 14695981039346656037UL;
        foreach (var sign in scheduleId)
        {
            // FNV-1a: the same in every process and version.
            hash = (hash ^ sign) * 1099511628211UL;
        }

        // The lower bits of neighbours differ little; their sum with the upper ones does.
        hash ^= hash >> 32;
        return TimeSpan.FromMilliseconds(hash % ((ulong)most.TotalMilliseconds + 1));
    }

    private static List<DateTimeOffset> Between(ScheduleTiming timing, DateTimeOffset? from, DateTimeOffset until, int most)
    {
        var found = new Queue<DateTimeOffset>();
        for (var due = from; due is { } at && at <= until; due = timing.Next(at))
        {
            if (found.Count == most)
            {
                found.Dequeue();
            }

            found.Enqueue(at);
        }

        return [.. found];
    }

    // After a year of standing still nobody wants to count the seconds of it: look back twice as far until there are enough.
    private static List<DateTimeOffset> Latest(ScheduleTiming timing, DateTimeOffset due, DateTimeOffset until, int most)
    {
        for (var back = Grace; ; back *= 2)
        {
            var from = until - back;
            var found = Between(timing, from <= due ? due : timing.Next(from), until, most);
            if (found.Count == most || from <= due)
            {
                return found;
            }
        }
    }
}
