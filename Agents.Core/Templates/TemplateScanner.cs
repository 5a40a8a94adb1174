namespace Agents.Core.Templates;

/// <summary>Finds the ends of templates; knows quotes and brackets, so that <c>{{ {'a': '}}'} }}</c> is one expression.</summary>
internal static class TemplateScanner
{
    private const string DefaultFilter = "default(";

    // Beyond this a quote is an apostrophe; it also keeps a text of a million quotes from being read a million times.
    private const int LongestExpression = 4_000;

    /// <summary>Index of the closing braces, or -1.</summary>
    public static int FindClose(string text, int from)
    {
        var depth = 0;
        for (var at = from; at < Math.Min(text.Length, from + LongestExpression); at++)
        {
            switch (text[at])
            {
                case '\\':
                    at++;
                    break;
                case '\'' or '"':
                    at = SkipQuoted(text, at);
                    break;
                case '}' when depth == 0 && at + 1 < text.Length && text[at + 1] == '}':
                    return at;
                case '{' or '[' or '(':
                    depth++;
                    break;
                case '}' or ']' or ')' when depth > 0:
                    depth--;
                    break;
                default:
                    break;
            }
        }

        // An apostrophe or a stray bracket: the next braces are the best guess, and the expression's own error says the rest.
        return text.IndexOf("}}", from, StringComparison.Ordinal);
    }

    /// <summary>Parts the expression from its <c>| default(...)</c>; null where there is none.</summary>
    public static (Range Expression, Range? Default) SplitDefault(string text, int from, int to)
    {
        var end = to;
        while (end > from && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        for (var at = from; at < end; at++)
        {
            if (text[at] is '\'' or '"')
            {
                at = SkipQuoted(text, at);
            }
            else if (text[at] == '|' && text[end - 1] == ')')
            {
                var filter = text.AsSpan(at + 1, end - at - 1);
                var trimmed = filter.TrimStart();
                if (trimmed.StartsWith(DefaultFilter))
                {
                    return (from..at, (end - trimmed.Length + DefaultFilter.Length)..(end - 1));
                }
            }
        }

        return (from..to, null);
    }

    /// <summary>Whether the text inside <c>${}</c> is a path; anything else, such as a shell's <c>${A:-b}</c>, is literal text.</summary>
    public static bool IsPath(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        text = text.StartsWith("$.") ? text[2..] : text;
        return text.Length > 0 && (char.IsLetter(text[0]) || text[0] == '_') && text.IndexOfAnyExcept(PathCharacters) < 0;
    }

    /// <summary>The expression of a path that begins with <c>$.</c>, and how many characters that took away.</summary>
    public static (string Code, int Skipped) WithoutRoot(string expression)
        => expression.StartsWith("$.", StringComparison.Ordinal) ? (expression[2..], 2) : expression == "$" ? ("ctx", 0) : (expression, 0);

    private static readonly System.Buffers.SearchValues<char> PathCharacters
        = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.[]'\"-");

    private static int SkipQuoted(string text, int at)
    {
        var quote = text[at];
        for (var next = at + 1; next < Math.Min(text.Length, at + LongestExpression); next++)
        {
            if (text[next] == '\\')
            {
                next++;
            }
            else if (text[next] == quote)
            {
                return next;
            }
        }

        return at;
    }
}
