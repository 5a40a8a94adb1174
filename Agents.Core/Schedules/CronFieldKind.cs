using System.Globalization;

namespace Agents.Core.Schedules;

/// <summary>One of the six fields of a cron expression.</summary>
/// <param name="Name">As messages call it.</param>
/// <param name="Least">Its least value.</param>
/// <param name="Most">Its greatest value.</param>
/// <param name="Words">Names of its values from the least one; empty where they have none.</param>
internal sealed record CronFieldKind(string Name, int Least, int Most, string[] Words)
{
    public static readonly CronFieldKind DayOfMonth = new("day of month", 1, 31, []);
    public static readonly CronFieldKind DayOfWeek = new("day of week", 0, 7, ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]);

    /// <summary>In the order in which they are written.</summary>
    public static readonly CronFieldKind[] All =
    [
        new("second", 0, 59, []), new("minute", 0, 59, []), new("hour", 0, 23, []), DayOfMonth,
        new("month", 1, 12, ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]), DayOfWeek,
    ];

    /// <summary>How many values there are; Sunday counts once.</summary>
    public int Count => this == DayOfWeek ? 7 : Most - Least + 1;

    /// <summary>The value that a number or a word means; null where it means none.</summary>
    public int? ValueOf(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < Words.Length; at++)
        {
            if (text.Equals(Words[at], StringComparison.OrdinalIgnoreCase))
            {
                return at + Least;
            }
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= Least && value <= Most ? value : null;
    }
}
