using System.Text.RegularExpressions;

namespace Agents.Core.Chat.Descriptions;

/// <summary>One item of a list, with the items that are indented below it; or a sentence.</summary>
internal sealed record DescriptionLine(string Text, IReadOnlyList<string> Below);

/// <summary>Parts a description into list items, or where it is no list, into sentences.</summary>
internal static partial class DescriptionLines
{
    private const int MostLines = 200;

    /// <returns>The lines, and the text before a list, which names the whole and is no step.</returns>
    public static (string Lead, IReadOnlyList<DescriptionLine> Lines) Of(string text)
    {
        var rows = Rows(text);
        return rows.Count(static row => row.IsItem) >= 2 ? List(rows) : ("", [.. rows.SelectMany(static row => Sentences(row.Text)).Take(MostLines).Select(static sentence => new DescriptionLine(sentence, []))]);
    }

    /// <summary>Sentences of one line.</summary>
    public static IEnumerable<string> Sentences(string text)
        => SentenceEnd().Split(text).Select(static sentence => sentence.Trim()).Where(static sentence => sentence.Any(char.IsLetterOrDigit));

    private static (string Lead, IReadOnlyList<DescriptionLine> Lines) List(List<(bool IsItem, int Indent, string Text)> rows)
    {
        var lead = string.Join(' ', rows.TakeWhile(static row => !row.IsItem).Select(static row => row.Text));
        var top = rows.Where(static row => row.IsItem).Min(static row => row.Indent);
        var lines = new List<DescriptionLine>();
        foreach (var row in rows.SkipWhile(static row => !row.IsItem).Take(MostLines))
        {
            if (row.IsItem && row.Indent > top && lines.Count > 0)
            {
                lines[^1] = lines[^1] with { Below = [.. lines[^1].Below, row.Text] };
            }
            else
            {
                lines.AddRange(row.IsItem ? [new DescriptionLine(row.Text, [])] : Sentences(row.Text).Select(static sentence => new DescriptionLine(sentence, [])));
            }
        }

        return (lead, lines);
    }

    private static List<(bool IsItem, int Indent, string Text)> Rows(string text)
    {
        var rows = new List<(bool IsItem, int Indent, string Text)>();
        foreach (var row in text.ReplaceLineEndings("\n").Split('\n').SelectMany(Numbered).Where(static row => row.Any(char.IsLetterOrDigit)))
        {
            var bullet = Bullet().Match(row);
            var body = row[bullet.Length..].Trim();
            if (body.Any(char.IsLetterOrDigit))
            {
                rows.Add((bullet.Success, bullet.Groups["indent"].Value.Replace("\t", "    ", StringComparison.Ordinal).Length, body));
            }
        }

        return rows;
    }

    // "1) research 2) write" on one line.
    private static IEnumerable<string> Numbered(string row)
    {
        var numbers = InlineNumber().Matches(row);
        if (numbers.Count < 2 || !numbers.Index().All(static pair => pair.Item.Groups["number"].Value == (pair.Index + 1).ToString()))
        {
            return [row];
        }

        var starts = numbers.Select(static number => number.Groups["number"].Index).ToList();
        return [row[..starts[0]], .. starts.Select((start, at) => row[start..(at + 1 < starts.Count ? starts[at + 1] : row.Length)])];
    }

    [GeneratedRegex(@"^(?<indent>\s*)(?:(?:step\s+)?\d{1,3}\s*[.):]|[-*•+–]|step\s+\d{1,3}\b)\s+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Bullet();

    [GeneratedRegex(@"(?:^|\s)(?<number>\d{1,2})[.)]\s", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex InlineNumber();

    [GeneratedRegex(@"(?<=[.!?;])\s+|(?<=[.!?;])$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex SentenceEnd();
}
