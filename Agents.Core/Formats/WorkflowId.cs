using System.Text.RegularExpressions;
using Agents.Core.Diagnostics;
using Agents.Core.Documents;

namespace Agents.Core.Formats;

/// <summary>Ids are part of addresses and file names: letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</summary>
internal static partial class WorkflowId
{
    private static readonly string[] Extensions = [".workflow.yaml", ".workflow.yml", ".workflow.json", ".yaml", ".yml", ".json"];

    public static string Read(DocumentNode? node, string fileName, DiagnosticBag bag)
    {
        if (node is not ScalarNode { Text: var text } || string.IsNullOrWhiteSpace(text))
        {
            return FromFile(fileName);
        }

        var id = Slug(text);
        if (id != text)
        {
            bag.Warn(DiagnosticCodes.InvalidName, node.Place, $"The id '{text}' has characters that an address can't have; it is read as '{id}'.", $"Write '{id}'.", actual: text);
        }

        return id;
    }

    public static string FromFile(string fileName)
    {
        var name = fileName[(fileName.AsSpan().LastIndexOfAny('/', '\\') + 1)..];
        var extension = Array.Find(Extensions, extension => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase));
        return Slug(extension is null ? name : name[..^extension.Length]);
    }

    public static string Slug(string text)
    {
        var slug = Others().Replace(text.Trim(), "-").Trim('-', '.');
        return slug.Length == 0 ? "workflow" : slug.Length > 128 ? slug[..128] : slug;
    }

    [GeneratedRegex("[^A-Za-z0-9._-]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Others();
}
