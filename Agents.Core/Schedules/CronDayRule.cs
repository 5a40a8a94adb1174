using System.Globalization;

namespace Agents.Core.Schedules;

/// <summary>A day that each month has elsewhere. A closed family.</summary>
internal abstract record CronDayRule
{
    /// <summary>The day of a month; 0 where the month has none.</summary>
    public abstract int In(int year, int month);

    /// <summary>Reads <c>L</c>, <c>L-3</c>, <c>LW</c>, <c>L-3W</c>, <c>15W</c>, <c>5L</c> and <c>5#2</c>; null where it is none of them.</summary>
    public static CronDayRule? Read(CronFieldKind kind, string text)
        => kind == CronFieldKind.DayOfMonth ? OfMonth(text) : kind == CronFieldKind.DayOfWeek ? OfWeek(text) : null;

    private static CronDayRule? OfMonth(string text)
    {
        var isWorkday = text is [.., 'W' or 'w'];
        var day = text.AsSpan(0, text.Length - (isWorkday ? 1 : 0));
        return day switch
        {
            ['L' or 'l'] => new LastDay(0, isWorkday),
            ['L' or 'l', '-', .. var before] when int.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= 30 => new LastDay(days, isWorkday),
            _ => isWorkday && CronFieldKind.DayOfMonth.ValueOf(day) is { } number ? new NearestWorkday(number) : null,
        };
    }

    private static Weekday? OfWeek(string text) => text switch
    {
        [.. var day, 'L' or 'l'] when CronFieldKind.DayOfWeek.ValueOf(day) is { } value => new Weekday(value % 7, 0),
        [.. var day, '#', >= '1' and <= '5' and var nth] when CronFieldKind.DayOfWeek.ValueOf(day) is { } value => new Weekday(value % 7, nth - '0'),
        _ => null,
    };

    // Moves from a weekend to the nearest workday of the same month.
    private static int Workday(int year, int month, int day) => new DateTime(year, month, day).DayOfWeek switch
    {
        DayOfWeek.Saturday => day == 1 ? 3 : day - 1,
        DayOfWeek.Sunday => day == DateTime.DaysInMonth(year, month) ? day - 2 : day + 1,
        _ => day,
    };

    private sealed record LastDay(int DaysBefore, bool IsWorkday) : CronDayRule
    {
        public override int In(int year, int month)
        {
            var day = DateTime.DaysInMonth(year, month) - DaysBefore;
            return day < 1 ? 0 : IsWorkday ? Workday(year, month, day) : day;
        }
    }

    private sealed record NearestWorkday(int Day) : CronDayRule
    {
        public override int In(int year, int month) => Day > DateTime.DaysInMonth(year, month) ? 0 : Workday(year, month, Day);
    }

    // The last one where Nth is 0.
    private sealed record Weekday(int Day, int Nth) : CronDayRule
    {
        public override int In(int year, int month)
        {
            var days = DateTime.DaysInMonth(year, month);
            var first = 1 + ((Day - (int)new DateTime(year, month, 1).DayOfWeek + 7) % 7);
            var day = Nth == 0 ? first + ((days - first) / 7 * 7) : first + ((Nth - 1) * 7);
            return day <= days ? day : 0;
        }
    }
}
