using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Json;

namespace Agents.Core.Formats;

/// <summary>Reads a JSON Schema inside a definition and catches what people get wrong in one; the validator itself is elsewhere.</summary>
internal static class SchemaReader
{
    private static readonly string[] Types = ["object", "array", "string", "number", "integer", "boolean", "null"];

    public static JsonValue? Read(DocumentNode node, string what, DiagnosticBag bag)
    {
        Check(node, what, bag);
        return node.ToJson();
    }

    private static void Check(DocumentNode node, string what, DiagnosticBag bag)
    {
        if (node is ScalarNode { Value: JsonBoolean })
        {
            return;
        }

        if (node is not MappingNode schema)
        {
            Wrong(bag, node, $"{MappingReader.Capital(what)} must be a JSON Schema, not {node.TypeName}.", node is ScalarNode { Text: var text } ? $"Write '{{type: {text}}}'." : null);
            return;
        }

        CheckType(schema.Find("type"), what, bag);
        CheckRequired(schema.Find("required"), what, bag);
        CheckEach(schema, "properties", what, bag);
        CheckEach(schema, "$defs", what, bag);
        if (schema.Find("items") is { } items and not SequenceNode)
        {
            Check(items, $"'items' of {what}", bag);
        }

        if (schema.Find("enum") is { } values and not SequenceNode)
        {
            Wrong(bag, values, $"'enum' of {what} must be a list.");
        }
    }

    private static void CheckEach(MappingNode schema, string key, string what, DiagnosticBag bag)
    {
        var members = schema.Find(key);
        if (members is not null and not MappingNode)
        {
            Wrong(bag, members, $"'{key}' of {what} must be a mapping of names to schemas.");
        }

        foreach (var (name, _, member) in (members as MappingNode)?.Entries ?? [])
        {
            Check(member, $"'{name}' in {what}", bag);
        }
    }

    private static void CheckType(DocumentNode? type, string what, DiagnosticBag bag)
    {
        foreach (var one in type is SequenceNode list ? list.Items : type is null ? [] : [type])
        {
            var name = (one as ScalarNode)?.Value is JsonNull ? "null" : (one as ScalarNode)?.Text;
            if (name is null || !Types.Contains(name))
            {
                Wrong(bag, one, $"'type' of {what} is '{name ?? one.TypeName}', which JSON Schema does not have.", Suggestion.DidYouMean(name ?? "", Types, Alias(name) ?? $"Types: {string.Join(", ", Types)}."));
            }
        }
    }

    private static string? Alias(string? name) => name switch
    {
        "str" or "text" => "Write 'string'.",
        "int" => "Write 'integer'.",
        "float" or "double" => "Write 'number'.",
        "bool" => "Write 'boolean'.",
        "list" => "Write 'array'.",
        "dict" or "map" => "Write 'object'.",
        _ => null,
    };

    private static void CheckRequired(DocumentNode? required, string what, DiagnosticBag bag)
    {
        if (required is not null and not SequenceNode)
        {
            Wrong(bag, required, $"'required' of {what} must be a list of names.", "Put 'required: [name]' beside 'properties', not inside a property.");
        }
    }

    private static void Wrong(DiagnosticBag bag, DocumentNode node, string message, string? hint = null) => bag.Error(DiagnosticCodes.InvalidSchema, node.Place, message, hint);
}
