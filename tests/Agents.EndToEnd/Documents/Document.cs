using System.Text;
using System.Text.RegularExpressions;
using Agents.Testing;

namespace Agents.EndToEnd.Documents;

/// <summary>A Markdown file of the repository.</summary>
/// <param name="Name">Its path from the root, with slashes.</param>
/// <param name="Prose">Its text without fenced blocks.</param>
/// <param name="Blocks">Its fenced blocks.</param>
internal sealed partial record Document(string Name, string Prose, IReadOnlyList<FencedBlock> Blocks)
{
    /// <summary>All documents that people read: those at the root and those below <c>docs</c>.</summary>
    public static IEnumerable<string> Names { get; } =
    [
        .. Directory.GetFiles(Repository.Root, "*.md")
            .Concat(Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Select(static file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Anchors of its headings, as GitHub makes them.</summary>
    public IEnumerable<string> Anchors => Heading().Matches(Prose).Select(static heading => Anchor(heading.Groups["text"].Value));

    public static Document Read(string name)
    {
        var prose = new StringBuilder();
        var blocks = new List<FencedBlock>();
        FencedBlock? open = null;
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, name)))
        {
            if (line.TrimStart().StartsWith("```", StringComparison.Ordinal))
            {
                open = open is null ? new FencedBlock(line.Trim('`', ' '), "") : Close(blocks, open);
            }
            else if (open is not null)
            {
                open = open with { Text = $"{open.Text}{line}\n" };
            }
            else
            {
                prose.AppendLine(line);
            }
        }

        open.ShouldBeNull($"{name} has a block that does not end.");
        return new Document(name, prose.ToString(), blocks);
    }

    private static FencedBlock? Close(List<FencedBlock> blocks, FencedBlock block)
    {
        blocks.Add(block);
        return null;
    }

    private static string Anchor(string heading)
        => NotInAnchors().Replace(heading.Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"^#{1,6} (?<text>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N}_ -]")]
    private static partial Regex NotInAnchors();
}

/// <summary>A fenced block.</summary>
/// <param name="Language">What follows the fence; empty where nothing does.</param>
/// <param name="Text">Its lines.</param>
internal sealed record FencedBlock(string Language, string Text);
