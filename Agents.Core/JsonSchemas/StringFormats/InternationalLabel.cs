using System.Globalization;
using System.Text;

namespace Agents.Core.JsonSchemas.StringFormats;

/// <summary>What a label beyond ASCII may hold: the code points and contextual rules of RFC 5892.</summary>
internal static class InternationalLabel
{
    // Exceptions (F) of RFC 5892 §2.6: allowed although their category is not, and the other way round.
    private const string Allowed = "\u00DF\u03C2\u06FD\u06FE\u0F0B\u3007-";
    private const string Refused = "\u0640\u07FA\u302E\u302F\u3031\u3032\u3033\u3034\u3035\u303B";

    public static bool IsValid(string label)
    {
        var points = label.EnumerateRunes().ToArray();
        if (points.Length == 0 || label[0] == '-' || label[^1] == '-' || (label.Length > 3 && label[2] == '-' && label[3] == '-') || IsMark(points[0]))
        {
            return false;
        }

        for (var i = 0; i < points.Length; i++)
        {
            if (!IsAllowed(points, i))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsAllowed(Rune[] points, int at) => points[at].Value switch
    {
        0x00B7 => ValueAt(points, at - 1) == 'l' && ValueAt(points, at + 1) == 'l',
        0x0375 => ValueAt(points, at + 1) is (>= 0x0370 and <= 0x03FF) or (>= 0x1F00 and <= 0x1FFF),
        0x05F3 or 0x05F4 => ValueAt(points, at - 1) is >= 0x0590 and <= 0x05FF,
        0x30FB => Array.Exists(points, static point => IsJapanese(point.Value)),
        0x200C => IsVirama(ValueAt(points, at - 1)) || JoinsArabic(points, at),
        0x200D => IsVirama(ValueAt(points, at - 1)),
        >= 0x0660 and <= 0x0669 => !Array.Exists(points, static point => point.Value is >= 0x06F0 and <= 0x06F9),
        _ => IsPermitted(points[at]),
    };

    private static bool IsPermitted(Rune point)
    {
        if (point.IsBmp && Allowed.Contains((char)point.Value))
        {
            return true;
        }

        var category = Rune.GetUnicodeCategory(point);
        return !(point.IsBmp && Refused.Contains((char)point.Value))
            && category is UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter
                or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber
            && !(point.IsBmp && IsUnstable((char)point.Value));
    }

    // Compatibility forms change under normalisation, old Hangul jamo only mean something composed.
    private static bool IsUnstable(char unit)
        => unit is (>= '\u1100' and <= '\u11FF') or (>= '\uA960' and <= '\uA97F') or (>= '\uD7B0' and <= '\uD7FF') or (>= '\uFF00' and <= '\uFFEF');

    private static bool IsMark(Rune point)
        => Rune.GetUnicodeCategory(point) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static bool IsJapanese(int value)
        => value is (>= 0x3041 and <= 0x309F) or (>= 0x30A1 and <= 0x30FA) or (>= 0x30FD and <= 0x30FF) or 0x3005 or 0x3007 or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF);

    private static bool JoinsArabic(Rune[] points, int at) => IsArabicLetter(ValueAt(points, at - 1)) && IsArabicLetter(ValueAt(points, at + 1));

    private static bool IsArabicLetter(int value) => value is (>= 0x0620 and <= 0x064A) or (>= 0x066E and <= 0x06D3) or (>= 0x0750 and <= 0x077F);

    private static bool IsVirama(int value)
        => value is 0x094D or 0x09CD or 0x0A4D or 0x0ACD or 0x0B4D or 0x0BCD or 0x0C4D or 0x0CCD or 0x0D4D or 0x0DCA or 0x0E3A or 0x0F84 or 0x1039 or 0x1714 or 0x17D2;

    private static int ValueAt(Rune[] points, int at) => at >= 0 && at < points.Length ? points[at].Value : -1;
}
