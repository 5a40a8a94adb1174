using System.Collections.Concurrent;

namespace Agents.Core.Schedules;

/// <summary>A time during which a zone keeps one offset to UTC. It ends with the year at the latest.</summary>
/// <param name="Start">When it begins, in UTC.</param>
/// <param name="End">When the next one begins, in UTC.</param>
/// <param name="Offset">Local time minus UTC.</param>
/// <param name="Before">The offset just before it.</param>
internal readonly record struct ZoneSpan(DateTime Start, DateTime End, TimeSpan Offset, TimeSpan Before)
{
    private const int MostYears = 400;
    private const int LastYear = 9998;

    private static readonly ConcurrentDictionary<(string Zone, int Year), ZoneSpan[]> Known = new();

    /// <summary>Spans from the one that an instant lies in, for four hundred years.</summary>
    public static IEnumerable<ZoneSpan> From(TimeZoneInfo zone, DateTime utc)
    {
        for (var year = utc.Year; year <= Math.Min(utc.Year + MostYears, LastYear); year++)
        {
            foreach (var span in Of(zone, year))
            {
                if (span.End > utc)
                {
                    yield return span;
                }
            }
        }
    }

    // Only years that schedules live in are kept.
    private static ZoneSpan[] Of(TimeZoneInfo zone, int year)
        => year is >= 1970 and < 2100 ? Known.GetOrAdd((zone.Id, year), static (key, zone) => [.. Read(zone, key.Year)], zone) : [.. Read(zone, year)];

    private static IEnumerable<ZoneSpan> Read(TimeZoneInfo zone, int year)
    {
        var end = new DateTime(year + 1, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var start = new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var before = zone.GetUtcOffset(start.AddSeconds(-1));
        for (var day = start; day < end; day = day.AddDays(1))
        {
            // No zone changes twice within a day.
            var offset = zone.GetUtcOffset(day);
            if (zone.GetUtcOffset(day.AddDays(1)) == offset)
            {
                continue;
            }

            var change = FirstChange(zone, day, offset);
            if (change >= end)
            {
                break;
            }

            yield return new ZoneSpan(start, change, offset, before);
            (start, before) = (change, offset);
        }

        yield return new ZoneSpan(start, end, zone.GetUtcOffset(start), before);
    }

    private static DateTime FirstChange(TimeZoneInfo zone, DateTime day, TimeSpan offset)
    {
        var (from, to) = (0, 24 * 60 * 60);
        while (to - from > 1)
        {
            var middle = (from + to) / 2;
            (from, to) = zone.GetUtcOffset(day.AddSeconds(middle)) == offset ? (middle, to) : (from, middle);
        }

        return day.AddSeconds(to);
    }
}
