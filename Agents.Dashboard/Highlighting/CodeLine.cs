namespace Agents.Dashboard.Highlighting;

/// <summary>The pieces of one line outside of block scalars.</summary>
internal static class CodeLine
{
    private const string Punctuation = "{}[],";

    public static IEnumerable<CodePart> Parts(string line)
    {
        var at = 0;
        var flow = 0;
        while (at < line.Length)
        {
            var start = at;
            var next = line[at];
            if (next == '#' && (at == 0 || line[at - 1] is ' ' or '\t'))
            {
                yield return new(CodeKind.Comment, line[at..]);
                yield break;
            }

            if (next is ' ' or '\t' || Punctuation.Contains(next, StringComparison.Ordinal) || IsDash(line, at) || next == ':')
            {
                flow += next is '{' or '[' ? 1 : next is '}' or ']' ? -1 : 0;
                at++;
                yield return new(CodeKind.Plain, line[start..at]);
                continue;
            }

            at = next is '"' or '\'' ? QuotedEnd(line, at) : PlainEnd(line, at, flow > 0);
            var word = line[start..at];
            if (IsKey(line, at))
            {
                yield return new(CodeKind.Key, word);
                continue;
            }

            foreach (var part in CodeText.Parts(word, next is '"' or '\'' ? CodeKind.Text : IsLiteral(word.Trim()) ? CodeKind.Literal : CodeKind.Plain))
            {
                yield return part;
            }
        }
    }

    private static bool IsDash(string line, int at) => line[at] == '-' && (at + 1 == line.Length || line[at + 1] == ' ') && line.AsSpan(0, at).Trim("- ").IsEmpty;

    // A colon with nothing or a space behind it makes a key of what stands before.
    private static bool IsKey(string line, int at)
    {
        var colon = at;
        while (colon < line.Length && line[colon] == ' ')
        {
            colon++;
        }

        return colon < line.Length && line[colon] == ':' && (colon + 1 == line.Length || line[colon + 1] is ' ' or '\t' or '"' or '{' or '[');
    }

    private static int QuotedEnd(string line, int at)
    {
        var quote = line[at++];
        for (; at < line.Length; at++)
        {
            if (line[at] == '\\' && quote == '"')
            {
                at++;
            }
            else if (line[at] == quote)
            {
                return at + 1;
            }
        }

        return line.Length;
    }

    private static int PlainEnd(string line, int at, bool inFlow)
    {
        for (; at < line.Length; at++)
        {
            var isEnd = line[at] switch
            {
                ':' => at + 1 == line.Length || line[at + 1] is ' ' or '\t',
                '#' => line[at - 1] is ' ' or '\t',
                ',' or '}' or ']' => inFlow,
                _ => false,
            };
            if (isEnd)
            {
                break;
            }
        }

        return at;
    }

    private static bool IsLiteral(string word)
        => word is "true" or "false" or "null" or "~" || (word.Length > 0 && word.AsSpan().TrimStart("+-").Trim("0123456789.").IsEmpty && word.Any(char.IsAsciiDigit));
}
