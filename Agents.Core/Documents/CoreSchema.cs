using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Agents.Core.Json;

namespace Agents.Core.Documents;

/// <summary>
/// Resolves plain YAML scalars by the core schema of YAML 1.2 (§10.3.2): no <c>yes</c>/<c>on</c> as booleans, no dates, no sexagesimals.
/// </summary>
internal static partial class CoreSchema
{
    // Longer numbers are nothing a definition needs and slow to convert.
    private const int LongestNumber = 400;

    public static JsonValue Resolve(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => JsonValue.Null,
        "true" or "True" or "TRUE" => JsonBoolean.True,
        "false" or "False" or "FALSE" => JsonBoolean.False,
        _ => Number(text) ?? (JsonValue)text,
    };

    private static JsonNumber? Number(string text)
    {
        if (text.Length > LongestNumber || !(char.IsAsciiDigit(text[0]) || text[0] is '-' or '+' or '.'))
        {
            return null;
        }

        if (text.StartsWith("0x", StringComparison.Ordinal))
        {
            return BigInteger.TryParse("0" + text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) ? JsonNumber.From(hex) : null;
        }

        if (text.StartsWith("0o", StringComparison.Ordinal))
        {
            return text.Length > 2 && text.AsSpan(2).IndexOfAnyExceptInRange('0', '7') < 0
                ? JsonNumber.From(text.Skip(2).Aggregate(BigInteger.Zero, static (sum, digit) => (sum * 8) + (digit - '0')))
                : null;
        }

        var match = Decimal().Match(text);
        return match.Success ? JsonNumber.FromText(AsJson(match)) : null;
    }

    // JSON knows no leading plus, no leading zeros, and wants digits on both sides of the point.
    private static string AsJson(Match match)
    {
        var whole = match.Groups["whole"].Value.TrimStart('0');
        var point = match.Groups["point"].Success;
        var fraction = match.Groups["fraction"].Value;
        return (match.Groups["sign"].Value == "-" ? "-" : "")
            + (whole.Length == 0 ? "0" : whole)
            + (point ? "." + (fraction.Length == 0 ? "0" : fraction) : "")
            + match.Groups["exponent"].Value;
    }

    [GeneratedRegex(
        @"^(?<sign>[-+])?(?=\.?[0-9])(?<whole>[0-9]*)((?<point>\.)(?<fraction>[0-9]*))?(?<exponent>[eE][-+]?[0-9]{1,9})?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Decimal();
}
