namespace Agents.Dashboard.Highlighting;

/// <summary>
/// Tells the pieces of YAML and JSON apart for the eye: line by line, with the texts of block scalars. It never fails and loses nothing: what it does not
/// understand stays plain.
/// </summary>
internal static class DefinitionHighlighter
{
    public static IEnumerable<IReadOnlyList<CodePart>> Lines(string definition)
    {
        int? block = null;
        foreach (var line in definition.ReplaceLineEndings("\n").Split('\n'))
        {
            var indent = line.Length - line.AsSpan().TrimStart(' ').Length;
            if (block is { } outer && (indent > outer || string.IsNullOrWhiteSpace(line)))
            {
                yield return [.. CodeText.Parts(line, CodeKind.Text)];
                continue;
            }

            var parts = CodeLine.Parts(line).ToList();
            block = OpensBlock(line, parts) ? BlockIndent(line, indent) : null;
            yield return parts;
        }
    }

    // The last word of the line, before a comment, is |, >, or one of them with indicators.
    private static bool OpensBlock(string line, List<CodePart> parts)
    {
        var comment = parts.Count > 0 && parts[^1].Kind == CodeKind.Comment ? parts[^1].Text.Length : 0;
        var code = line[..^comment].TrimEnd();
        var word = code[(code.LastIndexOf(' ') + 1)..];
        return word is ['|' or '>', ..] && word.AsSpan(1).TrimStart("+-0123456789").IsEmpty && (code.Length == word.Length || code[..^word.Length].TrimEnd() is [.., ':' or '-']);
    }

    // In "- key: |" the text stands deeper than the dash, and may stand as deep as what follows the key.
    private static int BlockIndent(string line, int indent)
    {
        while (indent + 1 < line.Length && line[indent] == '-' && line[indent + 1] == ' ' && line.AsSpan(indent + 1).Contains(':'))
        {
            var rest = line.AsSpan(indent + 1);
            indent += 1 + rest.Length - rest.TrimStart(' ').Length;
        }

        return indent;
    }
}
