using System.Diagnostics.CodeAnalysis;

namespace Agents.Core.Schedules;

/// <summary>
/// A cron expression: five fields (minute, hour, day of month, month, day of week), six with seconds first, or a macro such as <c>@daily</c>.
/// </summary>
/// <remarks>
/// Fields take <c>* , - / ?</c>; days of the month also <c>L</c>, <c>L-3</c>, <c>LW</c>, <c>15W</c>; days of the week <c>5L</c> and <c>5#2</c>; months and days of the week
/// their English names of three letters. 0 and 7 are Sunday. A range that ends before it begins goes round: <c>22-1</c>. Where both the day of the month and the day of the week
/// are restricted, either is enough, as in Unix; a field that begins with <c>*</c> does not restrict.
/// </remarks>
public sealed class CronExpression
{
    private const int LongestText = 300;

    // Days repeat after four hundred years: what has not fired by then never does.
    private static readonly DateTime CycleStart = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
    private static readonly DateTime CycleEnd = CycleStart.AddYears(400);

    private readonly CronField _seconds;
    private readonly CronField _minutes;
    private readonly CronField _hours;
    private readonly CronField _months;
    private readonly CronDays _days;
    private readonly bool _repeats;

    private CronExpression(string text, ReadOnlySpan<string> parts, CronField[] fields)
    {
        Text = text;
        (_seconds, _minutes, _hours, _months) = (fields[0], fields[1], fields[2], fields[4]);
        _days = new CronDays(fields[3], fields[5]);
        _repeats = parts[..3].ToArray().Any(static part => part.AsSpan().ContainsAny('*', '-', '/'));
    }

    /// <summary>The expression as it was written.</summary>
    public string Text { get; }

    /// <summary>Reads an expression.</summary>
    /// <param name="text">The expression.</param>
    /// <param name="expression">What it means; null where it can't be read or never fires.</param>
    /// <param name="problem">What is wrong, as the end of a sentence that begins with the expression; null where nothing is.</param>
    /// <returns>Whether it can be read and fires some day.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out CronExpression? expression, [NotNullWhen(false)] out string? problem)
    {
        expression = null;
        if (text.Length > LongestText)
        {
            problem = "is longer than any schedule needs";
            return false;
        }

        var parts = text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (parts is [['@', ..], ..])
        {
            if (parts.Length != 1 || !CronMacros.TryExpand(parts[0], out var expanded))
            {
                problem = $"is no macro; there are {CronMacros.Names}";
                return false;
            }

            parts = expanded.Split(' ');
        }

        if (parts.Length is not (5 or 6))
        {
            problem = $"has {parts.Length} fields instead of five or six";
            return false;
        }

        parts = parts.Length == 5 ? ["0", .. parts] : parts;
        var fields = new CronField[6];
        for (var at = 0; at < fields.Length; at++)
        {
            if (!CronField.TryParse(CronFieldKind.All[at], parts[at], out var field, out problem))
            {
                return false;
            }

            fields[at] = field;
        }

        expression = new CronExpression(text, parts, fields);
        problem = null;
        if (expression.Find(CycleStart, CycleEnd) is null)
        {
            expression = null;
            problem = "never fires: no such month has such a day";
        }

        return expression is not null;
    }

    /// <summary>The first time after an instant at which it fires; null where that is beyond four hundred years or the last year that can be told.</summary>
    /// <remarks>
    /// Where clocks go forward, what falls into the gap fires once, at the first instant after it. Where they go back, an expression whose seconds, minutes or hours have a
    /// <c>*</c>, a range or a step fires in both repeats of the hour, any other one once, in the first.
    /// </remarks>
    /// <param name="after">The instant; itself excluded.</param>
    /// <param name="zone">Whose wall clock is meant.</param>
    public DateTimeOffset? Next(DateTimeOffset after, TimeZoneInfo zone)
    {
        var from = new DateTime(after.UtcTicks - (after.UtcTicks % TimeSpan.TicksPerSecond), DateTimeKind.Utc).AddSeconds(1);
        foreach (var span in ZoneSpan.From(zone, from))
        {
            var begins = from > span.Start ? from : span.Start;
            if (begins == span.Start && span.Before < span.Offset && Find(Local(span.Start, span.Before), Local(span.Start, span.Offset)) is not null)
            {
                return new DateTimeOffset(Local(span.Start, span.Offset), span.Offset);
            }

            var local = Local(begins, span.Offset);
            var repeated = Local(span.Start, span.Before);
            if (Find(_repeats || repeated < local ? local : repeated, Local(span.End, span.Offset)) is { } found)
            {
                return new DateTimeOffset(found, span.Offset);
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static DateTime Local(DateTime utc, TimeSpan offset) => DateTime.SpecifyKind(utc + offset, DateTimeKind.Unspecified);

    // The first time on the wall clock from one on and before another.
    private DateTime? Find(DateTime from, DateTime before)
    {
        for (var month = new DateTime(from.Year, from.Month, 1); month < before; month = month.AddMonths(1))
        {
            if (!_months.Has(month.Month))
            {
                continue;
            }

            for (var days = _days.In(month.Year, month.Month); days != 0; days &= days - 1)
            {
                var day = month.AddDays(System.Numerics.BitOperations.TrailingZeroCount(days) - 1);
                if (day.AddDays(1) > from && TimeWithin(day, day < from ? from.TimeOfDay : TimeSpan.Zero) is { } found)
                {
                    return found < before ? found : null;
                }
            }
        }

        return null;
    }

    private DateTime? TimeWithin(DateTime day, TimeSpan from)
    {
        for (var hour = _hours.NextFrom(from.Hours); hour >= 0; hour = _hours.NextFrom(hour + 1))
        {
            var isFirstHour = hour == from.Hours;
            for (var minute = _minutes.NextFrom(isFirstHour ? from.Minutes : 0); minute >= 0; minute = _minutes.NextFrom(minute + 1))
            {
                var second = _seconds.NextFrom(isFirstHour && minute == from.Minutes ? from.Seconds : 0);
                if (second >= 0)
                {
                    return day.Add(new TimeSpan(hour, minute, second));
                }
            }
        }

        return null;
    }
}
