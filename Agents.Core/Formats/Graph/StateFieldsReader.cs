using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Formats.Graph;

/// <summary>Reads <c>state.fields</c>, and the fields of objects inside them.</summary>
internal static class StateFieldsReader
{
    public static IReadOnlyList<StateField> Read(MappingReader workflow, DiagnosticBag bag)
    {
        var state = MappingReader.Of(workflow.Require("state"), bag, "'state'");
        var fields = MappingReader.Of(state?.Require("fields"), bag, "'state.fields'");
        state?.Finish();
        if (fields is { Node.Entries.Count: 0 })
        {
            bag.Error(DiagnosticCodes.MissingKey, fields.Node.Place, "'state.fields' is empty.", "Add at least one field: 'topic: {type: str, required: true}'.");
        }

        return fields is null ? [] : ReadAll(fields.Node, bag);
    }

    /// <summary>The fields of an object's <c>schema</c>: values are type strings or whole fields.</summary>
    public static IReadOnlyList<StateField> ReadAll(MappingNode node, DiagnosticBag bag)
        => [.. node.Entries.Select(entry => ReadField(entry.Key, entry.Value, node.KeyPlace(entry.Key), bag)).OfType<StateField>()];

    private static StateField? ReadField(string name, DocumentNode node, Place place, DiagnosticBag bag)
    {
        if (!Identifiers.IsIdentifier(name))
        {
            bag.Error(DiagnosticCodes.InvalidName, place, $"The field name '{name}' is no identifier.", $"Use letters, digits and '_': '{Identifiers.Nearest(name)}'.", actual: name);
        }

        if (node is ScalarNode)
        {
            return TypeReader.Read(node, $"field '{name}'", bag) is { } simple ? new StateField(name, simple) : null;
        }

        return MappingReader.Of(node, bag, $"field '{name}'") is { } keys ? ReadField(name, keys) : null;
    }

    private static StateField? ReadField(string name, MappingReader keys)
    {
        var type = TypeReader.Read(keys.Require("type"), keys.What, keys.Bag);
        var schema = keys.Mapping("schema");
        var required = keys.Boolean("required") ?? false;
        var value = keys.Find("default");
        var reducer = keys.Choice("reducer", "append", "replace");
        var secret = keys.Boolean("secret") ?? keys.Boolean("x-secret") ?? false;
        var description = keys.Text("description");
        keys.Finish();
        if (type is null)
        {
            return null;
        }

        type = WithSchema(type, schema, keys);
        CheckDefault(type, required, value, keys);
        CheckReducer(type, reducer, keys);
        return new StateField(name, type)
        {
            Required = required,
            Default = value?.ToJson() ?? JsonValue.Null,
            Description = description,
            Appends = reducer == "append",
            Secret = secret,
        };
    }

    /// <summary>An object with its fields; anything else must have no <c>schema</c>.</summary>
    public static FieldType WithSchema(FieldType type, MappingReader? schema, MappingReader keys)
    {
        if (type.Kind == FieldKind.Object)
        {
            if (schema is null || schema.Node.Entries.Count == 0)
            {
                keys.Missing("schema", "An object names its fields: 'schema: {title: str, tags: \"list[str]\"}'. For free keys use the type dict.");
            }

            return schema is null ? type : type with { Fields = ReadAll(schema.Node, keys.Bag) };
        }

        if (schema is not null)
        {
            keys.Bag.Warn(DiagnosticCodes.IgnoredSetting, schema.Node.Place, $"'schema' of {keys.What} has no effect: its type is {type}.", "Use 'type: object', or remove 'schema'.");
        }

        return type;
    }

    private static void CheckDefault(FieldType type, bool required, DocumentNode? value, MappingReader keys)
    {
        if (value is null)
        {
            return;
        }

        if (required)
        {
            keys.Bag.Error(
                DiagnosticCodes.ConflictingKeys, value.Place, $"{MappingReader.Capital(keys.What)} is required and has a default.", "Remove 'required: true' or 'default'.");
        }

        if (FieldTypes.Mismatch(type, value.ToJson()) is { } mismatch)
        {
            keys.Bag.Error(DiagnosticCodes.TypeMismatch, value.Place, $"The default of {keys.What} is not of its type: {mismatch}.", expected: type.ToString(), actual: value.ToJson().TypeName);
        }
    }

    private static void CheckReducer(FieldType type, string? reducer, MappingReader keys)
    {
        if (reducer == "append" && type.Kind != FieldKind.List)
        {
            keys.Bag.Error(
                DiagnosticCodes.TypeMismatch, keys.Find("reducer")!.Place, $"{MappingReader.Capital(keys.What)} has the type {type}, which can't append.", "Only lists append.", "list", type.ToString());
        }
    }
}
