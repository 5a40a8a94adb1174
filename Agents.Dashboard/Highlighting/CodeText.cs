namespace Agents.Dashboard.Highlighting;

/// <summary>Text with the templates in it.</summary>
internal static class CodeText
{
    public static IEnumerable<CodePart> Parts(string text, CodeKind kind)
    {
        while (text.Length > 0)
        {
            var open = text.IndexOf("{{", StringComparison.Ordinal);
            var close = open < 0 ? -1 : text.IndexOf("}}", open, StringComparison.Ordinal);
            if (close < 0)
            {
                yield return new(kind, text);
                yield break;
            }

            if (open > 0)
            {
                yield return new(kind, text[..open]);
            }

            yield return new(CodeKind.Template, text[open..(close + 2)]);
            text = text[(close + 2)..];
        }
    }
}
