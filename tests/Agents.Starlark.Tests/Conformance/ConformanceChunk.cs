using System.Text.RegularExpressions;

namespace Agents.Starlark.Tests.Conformance;

/// <summary>A part of a vector file between lines of <c>---</c>, with the errors that it may expect.</summary>
internal sealed partial record ConformanceChunk(int FirstLine, IReadOnlyList<string> Lines, IReadOnlyList<ExpectedError> Expected)
{
    /// <summary>
    /// Whether running to the end is also right: some implementations accept the chunk, since not all three have an error for it.
    /// </summary>
    public bool MaySucceed => Expected.Count == 0
        || (Expected.All(error => error.Implementation is not null) && Expected.DistinctBy(error => error.Implementation).Count() < 3);

    /// <summary>The chunk with its expectations blanked out, so that lines keep their numbers and messages can't match their own source.</summary>
    public string Source => string.Join('\n', Lines.Select(line => Marker().Match(line) is { Success: true } marker ? line[..marker.Index] : line));

    public static IEnumerable<ConformanceChunk> Read(string path)
    {
        List<string> lines = [];
        var (first, next) = (1, 1);
        foreach (var line in File.ReadLines(path))
        {
            next++;
            if (line.TrimEnd() != "---")
            {
                lines.Add(line.TrimEnd());
                continue;
            }

            yield return Of(first, lines);
            (first, lines) = (next, []);
        }

        yield return Of(first, lines);
    }

    /// <summary>Whether a line is about UTF-8 lengths or indexes, which a UTF-16 implementation sees differently.</summary>
    public bool IsAboutEncoding(int line)
        => line >= 1 && line <= Lines.Count && (Lines[line - 1].Any(c => c > '\x7f') || NonAsciiEscape().IsMatch(Lines[line - 1]));

    /// <summary>The chunk with one line taken out, the others where they were.</summary>
    public ConformanceChunk Without(int line) => this with { Lines = [.. Lines.Select((text, index) => index == line - 1 ? "" : text)] };

    private static ConformanceChunk Of(int first, IReadOnlyList<string> lines)
        => new(first, lines, [.. lines.Select(line => Marker().Match(line)).Where(marker => marker.Success).Select(ExpectedError.Of)]);

    [GeneratedRegex(" *### *(?:(?<implementation>go|java|rust):)? *(?<message>.*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Marker();

    [GeneratedRegex(@"\\x[89a-fA-F]|\\u|\\U", RegexOptions.None, 1000)]
    private static partial Regex NonAsciiEscape();
}

/// <param name="Implementation">Whose message it is; null for everyone's.</param>
/// <param name="Message">A regular expression or a plain part of the message.</param>
internal sealed record ExpectedError(string? Implementation, string Message)
{
    public static ExpectedError Of(Match marker)
        => new(marker.Groups["implementation"] is { Success: true } group ? group.Value : null, marker.Groups["message"].Value);

    public bool Matches(string text)
    {
        if (text.Contains(Message, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        try
        {
            return Regex.IsMatch(text, Message, RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));
        }
        catch (RegexParseException)
        {
            return false;
        }
    }
}
