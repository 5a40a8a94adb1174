using System.Text;

namespace Agents.Core.Drawing;

/// <summary>Text inside XML.</summary>
internal static class XmlText
{
    /// <summary>The text, escaped for content and attributes; what XML 1.0 has no place for becomes U+FFFD.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                '\t' or '\n' or '\r' => escaped.Append(' '),
                < ' ' or 0xFFFE or 0xFFFF => escaped.Append('\uFFFD'),
                _ => escaped.Append(rune.ToString()),
            };
        }

        return escaped.ToString();
    }

    /// <summary>The text as a class name: anything but letters, digits, <c>-</c> and <c>_</c> becomes <c>-</c>.</summary>
    public static string ClassName(string text)
        => string.Create(text.Length, text, static (name, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                name[i] = char.IsAsciiLetterOrDigit(source[i]) || source[i] is '-' or '_' ? source[i] : '-';
            }
        });
}
