using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Formats.Graph;

/// <summary>Reads the graph format's type strings: <c>str int float bool list dict list[T] dict[K, V] object</c>, nested at will.</summary>
internal static class TypeReader
{
    private const int MaxDepth = 16;

    private static readonly Dictionary<string, FieldKind> Kinds = new(StringComparer.Ordinal)
    {
        ["str"] = FieldKind.Str,
        ["int"] = FieldKind.Int,
        ["float"] = FieldKind.Float,
        ["bool"] = FieldKind.Bool,
        ["list"] = FieldKind.List,
        ["dict"] = FieldKind.Dict,
        ["object"] = FieldKind.Object,
    };

    private static readonly Dictionary<string, string> OtherLanguages = new(StringComparer.Ordinal)
    {
        ["string"] = "str",
        ["text"] = "str",
        ["integer"] = "int",
        ["number"] = "float",
        ["double"] = "float",
        ["boolean"] = "bool",
        ["array"] = "list",
        ["map"] = "dict",
    };

    /// <summary>The type; an error and null where there is no such type.</summary>
    public static FieldType? Read(DocumentNode? node, string what, DiagnosticBag bag)
    {
        if (node is null)
        {
            return null;
        }

        if (node is not ScalarNode { Value: JsonString text })
        {
            MappingReader.Mistyped(bag, node, $"the type of {what}", "a type such as str or list[int]", node is SequenceNode ? "Quote it: \"list[str]\"." : null);
            return null;
        }

        var type = Parse(text.Value.Trim(), 0);
        if (type is null)
        {
            var hint = OtherLanguages.TryGetValue(text.Value.ToLowerInvariant(), out var ours) ? $"Write '{ours}'."
                : Suggestion.DidYouMean(text.Value, Kinds.Keys, "Types: str, int, float, bool, list, dict, list[T], dict[K, V], object.");
            bag.Error(DiagnosticCodes.UnknownType, node.Place, $"There is no type '{text.Value}' ({what}).", hint, actual: text.Value);
        }

        return type;
    }

    private static FieldType? Parse(string text, int depth)
    {
        if (Kinds.TryGetValue(text, out var kind))
        {
            return new FieldType(kind);
        }

        var open = text.IndexOf('[');
        if (open < 0 || !text.EndsWith(']') || depth > MaxDepth)
        {
            return null;
        }

        var inner = text[(open + 1)..^1];
        return text[..open].Trim() switch
        {
            "list" when Parse(inner.Trim(), depth + 1) is { } element => new FieldType(FieldKind.List) { Element = element },
            "dict" => Dict(inner, depth),
            _ => null,
        };
    }

    private static FieldType? Dict(string inner, int depth)
    {
        var comma = inner.IndexOf(',');
        if (comma < 0)
        {
            return null;
        }

        var key = Parse(inner[..comma].Trim(), depth + 1);
        var element = Parse(inner[(comma + 1)..].Trim(), depth + 1);
        return key is { Kind: FieldKind.Str or FieldKind.Int or FieldKind.Float or FieldKind.Bool } && element is not null
            ? new FieldType(FieldKind.Dict) { Key = key, Element = element }
            : null;
    }
}
