using System.Buffers;

namespace Agents.Core.JsonSchemas.StringFormats;

/// <summary>Host names of RFC 1123, and internationalised ones of RFC 5890.</summary>
internal static class HostText
{
    private const int LongestName = 253;
    private const int LongestLabel = 63;

    private static readonly SearchValues<char> LabelCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");

    public static bool IsHostname(string text) => text.Length <= LongestName && Array.TrueForAll(text.Split('.'), IsAsciiLabel);

    public static bool IsInternationalHostname(string text)
    {
        var labels = text.Split('.', '\u3002', '\uFF0E', '\uFF61');
        var length = labels.Length - 1;
        foreach (var label in labels)
        {
            if (!IsInternationalLabel(label, out var asciiLength))
            {
                return false;
            }

            length += asciiLength;
        }

        return length <= LongestName && (Array.TrueForAll(labels, static label => !BidiRule.IsRightToLeft(Decoded(label))) || Array.TrueForAll(labels, static label => BidiRule.Holds(Decoded(label))));
    }

    private static string Decoded(string label)
        => label.StartsWith("xn--", StringComparison.OrdinalIgnoreCase) && Punycode.TryDecode(label[4..], out var decoded) ? decoded : label;

    private static bool IsAsciiLabel(string label)
        => label.Length is >= 1 and <= LongestLabel
            && label[0] != '-' && label[^1] != '-'
            && label.AsSpan().IndexOfAnyExcept(LabelCharacters) < 0
            && (!label.StartsWith("xn--", StringComparison.OrdinalIgnoreCase) || IsPunycodeLabel(label));

    private static bool IsPunycodeLabel(string label)
        => Punycode.TryDecode(label[4..], out var decoded)
            && decoded.Any(static character => character > '\u007F')
            && Punycode.Encode(decoded).Equals(label[4..], StringComparison.OrdinalIgnoreCase)
            && InternationalLabel.IsValid(decoded)
            && (!BidiRule.IsRightToLeft(decoded) || BidiRule.Holds(decoded));

    private static bool IsInternationalLabel(string label, out int asciiLength)
    {
        asciiLength = label.Length;
        if (label.All(char.IsAscii))
        {
            return IsAsciiLabel(label);
        }

        if (!InternationalLabel.IsValid(label))
        {
            return false;
        }

        asciiLength = 4 + Punycode.Encode(label).Length;
        return asciiLength <= LongestLabel;
    }
}
