using System.Globalization;
using System.Text.RegularExpressions;

namespace Agents.Core.Chat.Descriptions;

/// <summary>When a text says that something starts: "every day at 9", "each Monday at 17:30", "every 15 minutes".</summary>
/// <param name="Cron">Five fields.</param>
/// <param name="Timezone">IANA name; UTC where the text names none.</param>
internal sealed partial record CronTime(string Cron, string Timezone)
{
    private static readonly string[] Days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    /// <summary>Takes the time out of a text.</summary>
    /// <returns>The text without it, and the time; null where the text names none.</returns>
    public static (string Others, CronTime? Time) TakeOut(string text)
    {
        var match = Recurrence().Match(text);
        if (!match.Success || CronOf(match) is not { } cron)
        {
            return (text, null);
        }

        var zone = Zone().Match(text, match.Index + match.Length);
        var isZone = zone.Success && text[(match.Index + match.Length)..zone.Index].Trim().Length == 0;
        var end = isZone ? zone.Index + zone.Length : match.Index + match.Length;
        var rest = $"{text[..match.Index].TrimEnd(' ', ',')} {text[end..].TrimStart(' ', ',', ':')}".Trim();
        return (rest, new CronTime(cron, isZone ? zone.Groups["zone"].Value : "UTC"));
    }

    private static string? CronOf(Match match)
    {
        var unit = match.Groups["unit"].Value.ToLowerInvariant();
        if (match.Groups["count"] is { Success: true } counted)
        {
            return Repeated(int.Parse(counted.Value, CultureInfo.InvariantCulture), unit);
        }

        var (hour, minute) = ClockOf(match, unit);
        var day = Array.FindIndex(Days, name => unit.StartsWith(name, StringComparison.Ordinal));
        return hour > 23 || minute > 59 ? null : unit switch
        {
            "minute" => "* * * * *",
            "hour" or "hourly" => "0 * * * *",
            "weekday" or "working day" or "business day" or "workday" => $"{minute} {hour} * * 1-5",
            "week" or "weekly" => $"{minute} {hour} * * 1",
            "month" or "monthly" => $"{minute} {hour} 1 * *",
            _ when day >= 0 => $"{minute} {hour} * * {day}",
            _ => $"{minute} {hour} * * *",
        };
    }

    private static string? Repeated(int count, string unit) => unit switch
    {
        "minute" when count is >= 1 and <= 59 => count == 1 ? "* * * * *" : $"*/{count} * * * *",
        "hour" when count is >= 1 and <= 23 => count == 1 ? "0 * * * *" : $"0 */{count} * * *",
        "day" when count is >= 1 and <= 31 => count == 1 ? "0 9 * * *" : $"0 9 */{count} * *",
        _ => null,
    };

    private static (int Hour, int Minute) ClockOf(Match match, string unit)
    {
        if (!match.Groups["hour"].Success)
        {
            return (match.Groups["noon"].Value.ToLowerInvariant(), unit) switch
            {
                ("noon", _) => (12, 0),
                ("midnight", _) => (0, 0),
                (_, "morning") => (8, 0),
                (_, "evening") => (18, 0),
                (_, "night") => (22, 0),
                _ => (9, 0),
            };
        }

        var hour = int.Parse(match.Groups["hour"].Value, CultureInfo.InvariantCulture);
        var minute = match.Groups["minute"].Success ? int.Parse(match.Groups["minute"].Value, CultureInfo.InvariantCulture) : 0;
        var isEvening = match.Groups["half"].Value.StartsWith('p') || match.Groups["half"].Value.StartsWith('P') || (unit is "evening" or "night" && hour < 12);
        var isMorning = match.Groups["half"].Value.StartsWith('a') || match.Groups["half"].Value.StartsWith('A');
        return (isEvening && hour < 12 ? hour + 12 : isMorning && hour == 12 ? 0 : hour, minute);
    }

    private const string Clock = @"(?:,?\s+at\s+(?:(?<hour>\d{1,2})(?:[:.](?<minute>\d{2}))?\s*(?<half>[ap]\.?m\.?)?(?:\s*o'?clock)?|(?<noon>noon|midnight))\b)?";

    [GeneratedRegex(
        @"\b(?:(?:on\s+)?(?:every|each)\s+(?:(?<count>\d{1,2})\s+)?(?<unit>minute|hour|day|morning|evening|night|weekday|working day|business day|workday|week|month|sunday|monday|tuesday|wednesday|thursday|friday|saturday)s?|(?<unit>daily|hourly|weekly|monthly))\b" + Clock,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Recurrence();

    [GeneratedRegex(@"\G\s*,?\s*(?:in\s+|\()?(?<zone>UTC|(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/[A-Za-z_]{2,30})\b\)?(?:\s+time)?", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Zone();
}
