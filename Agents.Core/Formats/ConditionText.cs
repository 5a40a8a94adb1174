using System.Text;

namespace Agents.Core.Formats;

/// <summary>One spelling for conditions: <c>true false null</c> become <c>True False None</c>. Lengths stay, so columns do.</summary>
internal static class ConditionText
{
    public static string Canonical(string condition)
    {
        var text = condition.Trim();
        var canonical = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var length = text[at] is '\'' or '"' ? QuotedLength(text, at) : IsWordSign(text[at]) ? WordLength(text, at) : 1;
            var part = text.AsSpan(at, length);
            canonical.Append(IsAttribute(text, at) ? part : Spelled(part));
            at += length;
        }

        return canonical.ToString();
    }

    private static ReadOnlySpan<char> Spelled(ReadOnlySpan<char> word) => word switch
    {
        "true" => "True",
        "false" => "False",
        "null" => "None",
        _ => word,
    };

    private static bool IsAttribute(string text, int at) => at > 0 && text[at - 1] == '.';

    private static bool IsWordSign(char sign) => char.IsLetterOrDigit(sign) || sign == '_';

    private static int WordLength(string text, int at)
    {
        var end = at;
        while (end < text.Length && IsWordSign(text[end]))
        {
            end++;
        }

        return end - at;
    }

    // An unclosed quote takes the rest: the parser says what is wrong with it.
    private static int QuotedLength(string text, int at)
    {
        for (var end = at + 1; end < text.Length; end++)
        {
            if (text[end] == '\\')
            {
                end++;
            }
            else if (text[end] == text[at])
            {
                return end + 1 - at;
            }
        }

        return text.Length - at;
    }
}
