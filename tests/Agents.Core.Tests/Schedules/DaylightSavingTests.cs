using System.Globalization;
using Agents.Core.Schedules;

namespace Agents.Core.Tests.Schedules;

/// <summary>The rule of docs/schedules.md: into the gap once at its end; in the repeated hour twice only what repeats.</summary>
public class DaylightSavingTests
{
    [Theory]
    [InlineData("Europe/Berlin", "30 2 * * *", "2026-03-28T12:00+01:00", "2026-03-29T03:00+02:00", "2026-03-30T02:30+02:00")]
    [InlineData("Europe/Berlin", "30 2 * * *", "2026-10-24T12:00+02:00", "2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00")]
    [InlineData("Europe/Berlin", "*/30 2 * * *", "2026-10-25T02:00+02:00", "2026-10-25T02:30+02:00", "2026-10-25T02:00+01:00", "2026-10-25T02:30+01:00", "2026-10-26T02:00+01:00")]
    [InlineData("Europe/Berlin", "0 * * * *", "2026-03-29T01:00+01:00", "2026-03-29T03:00+02:00", "2026-03-29T04:00+02:00")]
    [InlineData("America/New_York", "15 2 * * *", "2026-03-07T12:00-05:00", "2026-03-08T03:00-04:00", "2026-03-09T02:15-04:00")]
    [InlineData("America/New_York", "15 1 * * *", "2026-10-31T12:00-04:00", "2026-11-01T01:15-04:00", "2026-11-02T01:15-05:00")]
    [InlineData("America/New_York", "15 * * * *", "2026-11-01T00:30-04:00", "2026-11-01T01:15-04:00", "2026-11-01T01:15-05:00", "2026-11-01T02:15-05:00")]
    [InlineData("Australia/Lord_Howe", "15 2 * * *", "2026-10-03T12:00+10:30", "2026-10-04T02:30+11:00", "2026-10-05T02:15+11:00")]
    [InlineData("Australia/Lord_Howe", "45 1 * * *", "2026-04-04T12:00+11:00", "2026-04-05T01:45+11:00", "2026-04-06T01:45+10:30")]
    [InlineData("Australia/Lord_Howe", "*/15 1 * * *", "2026-04-05T01:30+11:00", "2026-04-05T01:45+11:00", "2026-04-05T01:30+10:30", "2026-04-05T01:45+10:30", "2026-04-06T01:00+10:30")]
    [InlineData("Pacific/Apia", "0 9 * * *", "2011-12-29T08:00-10:00", "2011-12-29T09:00-10:00", "2011-12-31T00:00+14:00", "2011-12-31T09:00+14:00")]
    [InlineData("Pacific/Apia", "0 0 31 12 *", "2011-12-29T08:00-10:00", "2011-12-31T00:00+14:00", "2012-12-31T00:00+14:00")]
    [InlineData("UTC", "0 9 * * *", "2026-03-29T00:00+00:00", "2026-03-29T09:00+00:00", "2026-03-30T09:00+00:00")]
    public void Clocks_Change(string zone, string cron, string after, params string[] expected)
    {
        CronExpression.TryParse(cron, out var expression, out _).ShouldBeTrue();
        new CronTiming(expression, TimeZoneInfo.FindSystemTimeZoneById(zone)).Preview(DateTimeOffset.Parse(after, CultureInfo.InvariantCulture), expected.Length)
            .Select(static due => due.ToString("yyyy-MM-ddTHH:mmzzz", CultureInfo.InvariantCulture)).ShouldBe(expected);
    }

    [Fact]
    public void EveryZone_FiresEveryHourOnceAYear_WhateverItsClocksDo()
    {
        CronExpression.TryParse("0 0 * * * *", out var hourly, out _).ShouldBeTrue();
        var (from, until) = (new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero));
        foreach (var zone in TimeZones.Names.Select(TimeZoneInfo.FindSystemTimeZoneById).Where(static zone => zone.GetUtcOffset(new DateTime(2026, 7, 1)).Minutes == 0))
        {
            var halfHours = zone.Id is "Australia/Lord_Howe" or "Australia/LHI" ? 1 : 0;
            var fired = new CronTiming(hourly, zone).Preview(from.AddSeconds(-1), 9000).TakeWhile(due => due < until).ToList();
            fired.SequenceEqual(fired.Distinct().Order()).ShouldBeTrue(zone.Id);
            fired.Count.ShouldBeInRange(8760 - halfHours, 8760 + halfHours, zone.Id);
        }
    }
}
