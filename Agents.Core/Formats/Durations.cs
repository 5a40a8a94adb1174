using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Json;

namespace Agents.Core.Formats;

/// <summary>Durations as files write them: <c>500ms</c>, <c>30s</c>, <c>5m</c>, <c>1h30m</c>, <c>2d</c>, <c>PT5M</c>, or a number of seconds.</summary>
internal static partial class Durations
{
    private const int LongestText = 60;

    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    /// <summary>The duration; null where there is none, with a diagnostic where it can't be read.</summary>
    public static TimeSpan? Read(DocumentNode? node, string what, DiagnosticBag bag)
    {
        if (node is null)
        {
            return null;
        }

        var found = node is ScalarNode scalar ? Parse(scalar) : null;
        if (found is null || found < TimeSpan.Zero || found > Longest)
        {
            var actual = node is ScalarNode { Text: var text } ? text : node.TypeName;
            bag.Error(
                DiagnosticCodes.InvalidDuration, node.Place, $"{MappingReader.Capital(what)} is no duration: '{actual}'.",
                "Write it like 500ms, 30s, 5m, 1h30m or 2d; a bare number is seconds.", "a duration of at most 3650d", actual);
            return null;
        }

        return found;
    }

    public static TimeSpan? Parse(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length is 0 or > LongestText)
        {
            return null;
        }

        var match = Parts().Match(trimmed);
        return match.Success ? Sum(match) : trimmed.StartsWith('P') ? Iso(trimmed) : null;
    }

    private static TimeSpan? Parse(ScalarNode scalar)
        => scalar.Value is JsonNumber number ? Seconds(number.ToDouble())
            : double.TryParse(scalar.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) ? Seconds(seconds)
            : Parse(scalar.Text);

    private static TimeSpan? Seconds(double seconds) => seconds >= 0 && seconds <= Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;

    private static TimeSpan? Sum(Match match)
    {
        var seconds = Part(match, "d", 86_400) + Part(match, "h", 3_600) + Part(match, "m", 60) + Part(match, "s", 1) + Part(match, "ms", 0.001);
        return Seconds(seconds);
    }

    private static double Part(Match match, string unit, double factor)
        => match.Groups[unit].Success ? double.Parse(match.Groups[unit].ValueSpan, CultureInfo.InvariantCulture) * factor : 0;

    private static TimeSpan? Iso(string text)
    {
        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            return null;
        }
    }

    [GeneratedRegex(
        @"^((?<d>\d{1,9}(\.\d{1,9})?)d)?\s*((?<h>\d{1,9}(\.\d{1,9})?)h)?\s*((?<m>\d{1,9}(\.\d{1,9})?)m(?!s))?\s*((?<s>\d{1,9}(\.\d{1,9})?)s)?\s*((?<ms>\d{1,9}(\.\d{1,9})?)ms)?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Parts();
}
