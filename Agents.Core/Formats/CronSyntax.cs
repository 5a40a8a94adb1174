using System.Globalization;

namespace Agents.Core.Formats;

/// <summary>
/// Whether a cron expression can be read and can ever fire: five fields, or six with seconds first; <c>* , - / L W # ?</c>; names of months and
/// days; macros.
/// </summary>
internal static class CronSyntax
{
    private const int LongestText = 300;

    private static readonly string[] Macros =
    [
        "@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly", "@every_minute", "@every_second",
    ];

    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] Days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
    private static readonly int[] DaysOfMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

    private static readonly CronField[] Fields =
    [
        new("second", 0, 59, []), new("minute", 0, 59, []), new("hour", 0, 23, []),
        new("day of month", 1, 31, []), new("month", 1, 12, Months), new("day of week", 0, 7, Days),
    ];

    /// <summary>What is wrong, as the end of a sentence; null where nothing is.</summary>
    public static string? Problem(string expression)
    {
        if (expression.Length > LongestText)
        {
            return "is longer than any schedule needs";
        }

        var parts = expression.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (expression.StartsWith('@'))
        {
            return parts.Length == 1 && Macros.Contains(parts[0].ToLowerInvariant()) ? null : $"is no macro; there are {string.Join(", ", Macros)}";
        }

        if (parts.Length is not (5 or 6))
        {
            return $"has {parts.Length} fields instead of five or six";
        }

        var fields = Fields.AsSpan(6 - parts.Length).ToArray();
        return parts.Select((part, at) => fields[at].Problem(part)).FirstOrDefault(static problem => problem is not null) ?? NeverFires(parts[^3], parts[^2], parts[^1]);
    }

    // A day that no chosen month has, and no weekday that could fire instead.
    private static string? NeverFires(string day, string month, string weekday)
    {
        if (weekday is not ("*" or "?") || !day.Split(',').All(static one => int.TryParse(one, CultureInfo.InvariantCulture, out _)))
        {
            return null;
        }

        var first = day.Split(',').Min(static one => int.Parse(one, CultureInfo.InvariantCulture));
        var months = month.Split(',').Select(static one => Fields[4].ValueOf(one)).ToList();
        return months.TrueForAll(one => one is >= 1 and <= 12 && first > DaysOfMonth[one - 1]) ? $"never fires: no such month has a day {first}" : null;
    }

    private sealed record CronField(string Name, int Least, int Most, string[] Words)
    {
        public string? Problem(string text) => text.Split(',').Select(PartProblem).FirstOrDefault(static problem => problem is not null);

        /// <summary>The number of a value or a word; -1 where it is neither.</summary>
        public int ValueOf(string text)
        {
            var word = Array.FindIndex(Words, word => word.Equals(text, StringComparison.OrdinalIgnoreCase));
            return word >= 0 ? word + Least : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : -1;
        }

        private string? PartProblem(string part)
        {
            var step = part.Split('/');
            if (step.Length > 2 || (step.Length == 2 && !(int.TryParse(step[1], NumberStyles.None, CultureInfo.InvariantCulture, out var by) && by >= 1 && by <= Math.Max(Most, 1))))
            {
                return $"has the step '{part}' in its {Name}, which is none";
            }

            return IsWildcard(step[0]) || step[0].Split('-') is [var from, .. var to] && to.Length <= 1 && IsValue(from) && to.All(IsValue)
                ? null
                : $"has '{part}' as its {Name}, which must be {Least} to {Most}";
        }

        private bool IsWildcard(string text) => text is "*" || (text is "?" && Name.StartsWith("day", StringComparison.Ordinal))
            || (Name == "day of month" && (text is "L" or "LW" or "W" || (text.StartsWith("L-", StringComparison.Ordinal) && IsValue(text[2..]))));

        private bool IsValue(string text)
        {
            var plain = Name switch
            {
                "day of month" when text.EndsWith('W') => text[..^1],
                "day of week" when text.EndsWith('L') => text[..^1],
                "day of week" when text.IndexOf('#') is > 0 and var at && text[(at + 1)..] is "1" or "2" or "3" or "4" or "5" => text[..text.IndexOf('#')],
                _ => text,
            };
            var value = ValueOf(plain);
            return value >= Least && value <= Most;
        }
    }
}
