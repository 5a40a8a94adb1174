using Agents.Core.Schedules;

namespace Agents.Core.Tests.Schedules;

public class DueTimesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly IntervalTiming EveryHour = new(TimeSpan.FromHours(1), Noon);
    private static readonly IntervalTiming EverySecond = new(TimeSpan.FromSeconds(1), Noon);

    [Fact]
    public void Interval_BeginsAfterItsAnchor()
    {
        EveryHour.Next(Noon.AddDays(-1)).ShouldBe(Noon.AddHours(1));
        EveryHour.Next(Noon.AddHours(1)).ShouldBe(Noon.AddHours(2));
        EveryHour.Next(Noon.AddHours(2).AddTicks(-1)).ShouldBe(Noon.AddHours(2));
        EveryHour.Next(DateTimeOffset.MaxValue).ShouldBeNull();
    }

    [Fact]
    public void NotDue_DoesNothing()
    {
        var decided = DueTimes.Decide(EveryHour, Noon.AddHours(1), Noon.AddMinutes(59), CatchUpPolicy.All, 10);
        decided.Fire.ShouldBeEmpty();
        decided.Missed.ShouldBeNull();
        decided.Next.ShouldBe(Noon.AddHours(1));
    }

    [Theory]
    [InlineData(CatchUpPolicy.None)]
    [InlineData(CatchUpPolicy.Last)]
    [InlineData(CatchUpPolicy.All)]
    public void WithinTheGrace_AllFire(CatchUpPolicy catchUp)
    {
        var decided = DueTimes.Decide(EverySecond, Noon.AddSeconds(1), Noon.AddSeconds(3.5), catchUp, 1);
        decided.Fire.ShouldBe([Noon.AddSeconds(1), Noon.AddSeconds(2), Noon.AddSeconds(3)]);
        decided.Missed.ShouldBeNull();
        decided.Next.ShouldBe(Noon.AddSeconds(4));
    }

    [Fact]
    public void Missed_WithNone_AreSkipped()
    {
        var decided = DueTimes.Decide(EveryHour, Noon.AddHours(1), Noon.AddHours(5.5), CatchUpPolicy.None, 10);
        decided.Fire.ShouldBeEmpty();
        decided.Missed.ShouldBe(new SkippedDueTimes(Noon.AddHours(1), Noon.AddHours(5)));
        decided.Next.ShouldBe(Noon.AddHours(6));
    }

    [Fact]
    public void Missed_WithLast_FireOnce()
    {
        var decided = DueTimes.Decide(EveryHour, Noon.AddHours(1), Noon.AddHours(5.5), CatchUpPolicy.Last, 10);
        decided.Fire.ShouldBe([Noon.AddHours(5)]);
        decided.Missed.ShouldBe(new SkippedDueTimes(Noon.AddHours(1), Noon.AddHours(4)));
    }

    [Fact]
    public void Missed_WithLast_GiveWayToOneOnTime()
    {
        var decided = DueTimes.Decide(EveryHour, Noon.AddHours(1), Noon.AddHours(5).AddSeconds(1), CatchUpPolicy.Last, 10);
        decided.Fire.ShouldBe([Noon.AddHours(5)]);
        decided.Missed.ShouldBe(new SkippedDueTimes(Noon.AddHours(1), Noon.AddHours(4)));
    }

    [Theory]
    [InlineData(10, 5)]
    [InlineData(5, 5)]
    [InlineData(2, 2)]
    public void Missed_WithAll_FireUpToTheLimit(int limit, int fired)
    {
        var decided = DueTimes.Decide(EveryHour, Noon.AddHours(1), Noon.AddHours(5.5), CatchUpPolicy.All, limit);
        decided.Fire.ShouldBe(Enumerable.Range(6 - fired, fired).Select(hour => Noon.AddHours(hour)));
        decided.Missed.ShouldBe(fired == 5 ? null : new SkippedDueTimes(Noon.AddHours(1), Noon.AddHours(5 - fired)));
    }

    [Fact]
    public void YearsOfSeconds_AreNotCounted()
    {
        var now = Noon.AddYears(300);
        var decided = DueTimes.Decide(EverySecond, Noon.AddSeconds(1), now, CatchUpPolicy.All, 2);
        decided.Fire.Count.ShouldBe(62);
        decided.Fire[^1].ShouldBe(now);
        decided.Missed.ShouldBe(new SkippedDueTimes(Noon.AddSeconds(1), decided.Fire[0].AddSeconds(-1)));
    }

    [Fact]
    public void Jitter_IsTheSameEachTime_AndSpreadsSchedules()
    {
        var most = TimeSpan.FromSeconds(60);
        DueTimes.Jitter("report", most).ShouldBe(TimeSpan.FromMilliseconds(28422));
        DueTimes.Jitter("report", TimeSpan.Zero).ShouldBe(TimeSpan.Zero);
        var jitters = Enumerable.Range(0, 6000).Select(at => DueTimes.Jitter($"schedule-{at}", most)).ToList();
        jitters.ShouldAllBe(jitter => jitter >= TimeSpan.Zero && jitter <= most);
        jitters.GroupBy(static jitter => (int)jitter.TotalSeconds / 10).Where(static group => group.Key < 6).ShouldAllBe(static group => group.Count() > 800);
    }
}
