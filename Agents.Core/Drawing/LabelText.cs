using System.Globalization;
using System.Text;

namespace Agents.Core.Drawing;

/// <summary>How wide text is, roughly, and what of it fits. Drawings are made without fonts.</summary>
internal static class LabelText
{
    private const double LatinWidth = 0.56;
    private const double WideWidth = 1;
    private const int FirstWide = 0x1100;

    public static double Width(string text, double fontSize) => text.EnumerateRunes().Sum(static rune => WidthOf(rune)) * fontSize;

    /// <summary>The text on one line, cut to a width with an ellipsis; never inside a character that is made of several code points.</summary>
    public static string Fit(string text, double width, double fontSize)
    {
        var line = OneLine(text);
        if (Width(line, fontSize) <= width)
        {
            return line;
        }

        var kept = new StringBuilder();
        var used = WideWidth * fontSize;
        var elements = StringInfo.GetTextElementEnumerator(line);
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            used += Width(element, fontSize);
            if (used > width)
            {
                break;
            }

            kept.Append(element);
        }

        return kept.ToString().TrimEnd() + "…";
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static double WidthOf(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
        _ when rune.Value >= FirstWide && rune.Value is not (>= 0x2000 and < 0x2E80) => WideWidth,
        UnicodeCategory.UppercaseLetter => LatinWidth * 1.2,
        _ => LatinWidth,
    };
}
