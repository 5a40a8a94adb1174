using System.Text;
using System.Text.RegularExpressions;
using Agents.Core.Diagnostics;
using Agents.Core.Documents;

namespace Agents.Core.Formats.Graph;

/// <summary>The graph format's older flat dialect: one diagnostic that shows what the same file looks like today.</summary>
internal static partial class FlatDialect
{
    private const int ShownNodes = 3;

    public static void Report(MappingNode root, DiagnosticBag bag)
        => bag.Error(
            DiagnosticCodes.FlatDialect, root.Place,
            "This is the older flat dialect of the graph format (top-level 'name', nodes by 'name', 'orchestration'), which is not loadable.",
            "The same thing looks like this today:\n" + Today(root));

    private static string Today(MappingNode root)
    {
        var nodes = (root.Find("nodes") as SequenceNode)?.Items.OfType<MappingNode>().Select(static node => Identifier(TextOf(node, "name") ?? TextOf(node, "id"))).ToList() ?? [];
        var text = new StringBuilder("schema_version: \"1.0\"\n");
        text.Append("flow: {name: ").Append(Identifier(TextOf(root, "name"))).Append("}\n");
        text.Append("state:\n  fields:\n");
        foreach (var field in Fields(root))
        {
            text.Append("    ").Append(field.Name).Append(": {type: ").Append(field.Type).Append("}\n");
        }

        text.Append("nodes:\n");
        foreach (var node in nodes.Take(ShownNodes))
        {
            text.Append("  - {id: ").Append(node).Append(", prompt: \"...\", output_schema: {type: str}, outputs: [").Append(node).Append("_result]}\n");
        }

        return text.Append("edges:\n").Append(Edges(nodes)).ToString();
    }

    private static string Edges(List<string> nodes)
    {
        var stops = nodes.Take(ShownNodes).Prepend("START").Append("END").ToList();
        return string.Join('\n', stops.Zip(stops.Skip(1), static (from, to) => $"  - {{from: {from}, to: {to}}}"));
    }

    private static IEnumerable<(string Name, string Type)> Fields(MappingNode root)
    {
        var state = root.Find("state") as MappingNode;
        var fields = (state?.Find("properties") ?? state?.Find("fields")) as MappingNode;
        var inputs = fields?.Entries.Take(ShownNodes).Select(static entry => (Identifier(entry.Key), TypeOf(entry.Value))) ?? [];
        var results = (root.Find("nodes") as SequenceNode)?.Items.OfType<MappingNode>().Take(ShownNodes)
            .Select(static node => (Identifier(TextOf(node, "name") ?? TextOf(node, "id")) + "_result", "str, default: \"\"")) ?? [];
        return [.. inputs, .. results];
    }

    private static string TypeOf(DocumentNode field) => TextOf(field as MappingNode, "type") switch
    {
        "integer" => "int",
        "number" => "float",
        "boolean" => "bool",
        "array" => "list",
        "object" => "dict",
        _ => "str",
    };

    private static string? TextOf(MappingNode? node, string key) => (node?.Find(key) as ScalarNode)?.Text;

    private static string Identifier(string? text)
    {
        var identifier = Others().Replace((text ?? "my_workflow").ToLowerInvariant(), "_").Trim('_');
        return identifier.Length == 0 || char.IsAsciiDigit(identifier[0]) ? "_" + identifier : identifier;
    }

    [GeneratedRegex("[^a-z0-9_]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Others();
}
