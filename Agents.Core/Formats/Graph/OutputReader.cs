using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Formats.Graph;

/// <summary>What a node answers: the state fields that take it, and its JSON Schema.</summary>
internal sealed record NodeOutput(IReadOnlyList<string> Fields, JsonObject? Schema, bool IsSimple);

/// <summary>Reads <c>output_schema</c> and <c>outputs</c> and holds their types against the state's fields.</summary>
internal static class OutputReader
{
    public static NodeOutput Read(MappingReader keys, GraphFields state)
    {
        var outputs = ReadOutputs(keys, state);
        var node = keys.Require("output_schema");
        if (node is ScalarNode)
        {
            return Simple(keys, TypeReader.Read(node, $"'output_schema' of {keys.What}", keys.Bag), null, node, outputs, state);
        }

        if (MappingReader.Of(node, keys.Bag, $"'output_schema' of {keys.What}") is not { } schema)
        {
            return new(outputs, null, false);
        }

        var type = TypeReader.Read(schema.Require("type"), schema.What, keys.Bag);
        var description = schema.Text("description");
        var output = type?.Kind == FieldKind.Object && schema.Find("schema") is null
            ? Object(keys, schema, description, outputs, state)
            : Simple(keys, type is null ? null : StateFieldsReader.WithSchema(type, schema.Mapping("schema"), schema), description, schema.Node, outputs, state);
        schema.Finish("fields");
        return output;
    }

    private static List<string> ReadOutputs(MappingReader keys, GraphFields state)
    {
        var list = keys.Require("outputs");
        var outputs = keys.Texts("outputs").ToList();
        if (list is SequenceNode { Items.Count: 0 })
        {
            keys.Bag.Error(DiagnosticCodes.MissingKey, list.Place, $"'outputs' of {keys.What} is empty.", "Name at least one state field.");
        }

        foreach (var (name, at) in outputs.Select(static (name, at) => (name, at)).Where(output => !state.Has(output.name)))
        {
            var node = list is SequenceNode items && at < items.Items.Count ? items.Items[at] : list!;
            keys.Bag.Error(
                DiagnosticCodes.UnknownField, node.Place, $"{MappingReader.Capital(keys.What)} writes '{name}', which is no state field.",
                keys.Bag.DidYouMean(name, state.Names, $"Add it to state.fields: '{name}: {{type: str}}'."), actual: name);
        }

        return outputs;
    }

    private static NodeOutput Simple(
        MappingReader keys, FieldType? type, string? description, DocumentNode node, List<string> outputs, GraphFields state)
    {
        if (outputs.Count > 1)
        {
            keys.Bag.Error(
                DiagnosticCodes.InvalidValue, keys.Find("outputs")!.Place, $"{MappingReader.Capital(keys.What)} has one value of type {type} for {outputs.Count} outputs.",
                "Keep one output, or use 'type: object' with one field for each output.", "one output", $"{outputs.Count} outputs");
        }

        if (type is not null && outputs is [var only, ..])
        {
            CheckType(keys, type, only, node, state);
        }

        return new(outputs, type is null ? null : FieldSchemas.Described(FieldSchemas.Of(type), description), true);
    }

    private static NodeOutput Object(MappingReader keys, MappingReader schema, string? description, List<string> outputs, GraphFields state)
    {
        var fields = new List<StateField>();
        var wanted = outputs.ToHashSet(StringComparer.Ordinal);
        foreach (var item in (schema.Require("fields") as SequenceNode)?.Items ?? [])
        {
            if (MappingReader.Of(item, keys.Bag, $"a field of {schema.What}") is { } field && ReadField(keys, field, wanted, state) is { } read)
            {
                fields.Add(read);
            }
        }

        _ = schema.List("fields");
        var answered = fields.Select(static field => field.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var missing in outputs.Where(output => !answered.Contains(output) && state.Has(output)))
        {
            keys.Bag.Error(
                DiagnosticCodes.MissingKey, schema.Node.Place, $"{MappingReader.Capital(keys.What)} writes '{missing}', but its output_schema has no such field.",
                keys.Bag.DidYouMean(missing, fields.Select(static field => field.Name), $"Add '- {{name: {missing}, type: ...}}' to its fields."), expected: missing);
        }

        return new(outputs, FieldSchemas.Described(FieldSchemas.OfFields(fields), description), false);
    }

    private static StateField? ReadField(MappingReader keys, MappingReader field, HashSet<string> outputs, GraphFields state)
    {
        var name = field.RequireText("name");
        var typeNode = field.Require("type");
        var type = TypeReader.Read(typeNode, $"'{name}' in {keys.What}", keys.Bag);
        var schema = field.Mapping("schema");
        var description = field.Text("description");
        field.Finish("required", "default");
        if (name is null || type is null)
        {
            return null;
        }

        // Without a schema of its own an object has the state field's.
        var inState = state.Find(name);
        type = type.Kind == FieldKind.Object && schema is null && inState is { Type.Kind: FieldKind.Object } ? inState.Type : StateFieldsReader.WithSchema(type, schema, field);
        if (!outputs.Contains(name))
        {
            keys.Bag.Error(
                DiagnosticCodes.UnknownField, field.Find("name")!.Place, $"'{name}' of the output_schema of {keys.What} is not among its outputs.",
                keys.Bag.DidYouMean(name, outputs, $"Add '{name}' to outputs."), string.Join(", ", outputs), name);
        }
        else
        {
            CheckType(keys, type, name, typeNode!, state);
        }

        return new StateField(name, type) { Description = description };
    }

    private static void CheckType(MappingReader keys, FieldType type, string output, DocumentNode node, GraphFields state)
    {
        if (state.Find(output) is { } field && !FieldTypes.Fits(type, field.Type))
        {
            keys.Bag.Error(
                DiagnosticCodes.TypeMismatch, node.Place, $"{MappingReader.Capital(keys.What)} answers {type} for '{output}', but the state field is {Article(field.Type)}.",
                $"Make both the same, e.g. 'type: {field.Type}' here.", field.Type.ToString(), type.ToString());
        }
    }

    private static string Article(FieldType type) => type.Kind is FieldKind.Int or FieldKind.Object ? $"an {type}" : $"a {type}";
}
