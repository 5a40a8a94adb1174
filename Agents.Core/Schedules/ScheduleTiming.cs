namespace Agents.Core.Schedules;

/// <summary>When a schedule is due. A closed family.</summary>
public abstract record ScheduleTiming
{
    private protected ScheduleTiming()
    {
    }

    /// <summary>The first due time after an instant; null where there is none any more.</summary>
    /// <param name="after">The instant; itself excluded.</param>
    public abstract DateTimeOffset? Next(DateTimeOffset after);

    /// <summary>The next due times after an instant.</summary>
    /// <param name="after">The instant; itself excluded.</param>
    /// <param name="count">How many at most.</param>
    public IEnumerable<DateTimeOffset> Preview(DateTimeOffset after, int count)
    {
        for (var due = Next(after); due is { } at && count > 0; due = Next(at), count--)
        {
            yield return at;
        }
    }
}

/// <summary>Due when a cron expression fires on a zone's wall clock.</summary>
/// <param name="Expression">The expression.</param>
/// <param name="Zone">The zone.</param>
public sealed record CronTiming(CronExpression Expression, TimeZoneInfo Zone) : ScheduleTiming
{
    /// <inheritdoc/>
    public override DateTimeOffset? Next(DateTimeOffset after) => Expression.Next(after, Zone);
}

/// <summary>Due every so often, whatever the clocks on the wall do.</summary>
/// <param name="Every">The interval, at least a second.</param>
/// <param name="Anchor">When it begins; the first due time is one interval later.</param>
public sealed record IntervalTiming(TimeSpan Every, DateTimeOffset Anchor) : ScheduleTiming
{
    /// <inheritdoc/>
    public override DateTimeOffset? Next(DateTimeOffset after)
    {
        var passed = after < Anchor ? 0 : (after - Anchor).Ticks / Every.Ticks;
        return Anchor.UtcTicks > DateTimeOffset.MaxValue.UtcTicks - ((passed + 1) * Every.Ticks) ? null : Anchor + (Every * (passed + 1));
    }
}
