using System.Net;
using System.Text;

namespace Agents.Silo.Tools;

/// <summary>The readable text of HTML: no parser, but what people would read. One pass, so that no page is slow.</summary>
internal static class HtmlText
{
    // Their content is no text of the page.
    private static readonly string[] Skipped = ["script", "style", "noscript", "template", "svg", "head", "nav", "footer"];

    private static readonly HashSet<string> Lines = new(StringComparer.OrdinalIgnoreCase)
    {
        "p", "div", "br", "li", "ul", "ol", "tr", "table", "section", "article", "header", "main", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "hr", "dt", "dd",
    };

    public static (string Title, string Text) Read(string html)
    {
        var text = new StringBuilder();
        var at = 0;
        while (at < html.Length)
        {
            var open = html.IndexOf('<', at);
            Append(text, html.AsSpan(at, (open < 0 ? html.Length : open) - at));
            if (open < 0)
            {
                break;
            }

            at = AfterTag(html, open, text);
        }

        return (TitleOf(html), Tidy(text.ToString()));
    }

    private static int AfterTag(string html, int open, StringBuilder text)
    {
        if (html.AsSpan(open).StartsWith("<!--"))
        {
            return After(html, "-->", open);
        }

        var close = html.IndexOf('>', open);
        if (close < 0)
        {
            return html.Length;
        }

        var name = NameOf(html.AsSpan(open + 1, close - open - 1));
        if (Lines.Contains(name.TrimStart('/')))
        {
            text.Append('\n');
        }

        return Skipped.Contains(name, StringComparer.OrdinalIgnoreCase) && html[close - 1] != '/'
            ? After(html, ">", After(html, "</" + name, close))
            : close + 1;
    }

    private static string NameOf(ReadOnlySpan<char> tag)
    {
        var end = tag.IndexOfAny(" \t\r\n/".AsSpan());
        // A closing tag begins with the slash.
        end = end == 0 ? tag[1..].IndexOfAny(" \t\r\n/".AsSpan()) is var next && next >= 0 ? next + 1 : -1 : end;
        return (end < 0 ? tag : tag[..end]).ToString();
    }

    private static int After(string html, string mark, int from)
        => from >= html.Length ? html.Length : html.IndexOf(mark, from, StringComparison.OrdinalIgnoreCase) is >= 0 and var at ? at + mark.Length : html.Length;

    private static string TitleOf(string html)
    {
        var begin = After(html, ">", After(html, "<title", 0));
        var end = begin >= html.Length ? -1 : html.IndexOf('<', begin);
        return end < 0 ? "" : Tidy(WebUtility.HtmlDecode(html[begin..end]));
    }

    private static void Append(StringBuilder text, ReadOnlySpan<char> piece)
    {
        if (!piece.IsEmpty)
        {
            text.Append(WebUtility.HtmlDecode(piece.ToString()));
        }
    }

    // Runs of blanks are one, and so are runs of empty lines.
    private static string Tidy(string text)
        => string.Join('\n', text.Split('\n').Select(static line => string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
            .Where(static line => line.Length > 0));
}
