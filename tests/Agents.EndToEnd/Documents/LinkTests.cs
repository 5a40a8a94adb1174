using System.Text.RegularExpressions;
using Agents.Testing;

namespace Agents.EndToEnd.Documents;

/// <summary>What a document points to is there.</summary>
public sealed partial class LinkTests
{
    public static TheoryData<string> Documents => [.. Document.Names];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Links_LeadToFilesAndHeadings(string name)
    {
        var document = Document.Read(name);

        Link().Matches(document.Prose).Select(static link => link.Groups["target"].Value).Where(target => IsBroken(document, target))
            .ShouldBeEmpty($"{name} has links that lead nowhere.");
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void NamedFiles_Exist(string name)
    {
        var document = Document.Read(name);
        var named = NamedFile().Matches(document.Prose).Select(static file => file.Groups["path"].Value);
        var examples = document.Blocks.SelectMany(static block => Example().Matches(block.Text)).Select(static file => file.Value);

        named.Concat(examples).Where(static path => !Exists(Path.Combine(Repository.Root, path)))
            .ShouldBeEmpty($"{name} names files that do not exist.");
    }

    private static bool IsBroken(Document document, string target)
    {
        if (target.Contains("://", StringComparison.Ordinal) || target.StartsWith("mailto:", StringComparison.Ordinal))
        {
            return false;
        }

        var parts = target.Split('#', 2);
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, document.Name))!;
        var file = parts[0].Length == 0 ? Path.Combine(Repository.Root, document.Name) : Path.GetFullPath(Path.Combine(folder, parts[0]));
        return !Exists(file) || (parts.Length == 2 && !Document.Read(Path.GetRelativePath(Repository.Root, file)).Anchors.Contains(parts[1]));
    }

    private static bool Exists(string path) => File.Exists(path) || Directory.Exists(path);

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex(@"`(?<path>(Agents\.[A-Za-z.]+|docs|tests|examples|\.ci)/[^`\s*{}<>]+)`", RegexOptions.ExplicitCapture)]
    private static partial Regex NamedFile();

    [GeneratedRegex(@"examples/[\w.-]+\w")]
    private static partial Regex Example();
}
