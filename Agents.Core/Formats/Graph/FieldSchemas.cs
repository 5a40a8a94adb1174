using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Formats.Graph;

/// <summary>The graph format's types as JSON Schema: what an execution may be started with, and what a node's model has to answer.</summary>
internal static class FieldSchemas
{
    /// <summary>The schema of an execution's inputs: its state fields.</summary>
    public static JsonObject OfInputs(IReadOnlyList<StateField> fields)
        => JsonObject.Of(
            ("type", "object"),
            ("properties", JsonObject.From(fields.Select(static field => KeyValuePair.Create<string, JsonValue>(field.Name, OfInput(field))))),
            ("required", Names(fields.Where(static field => field.Required))),
            ("additionalProperties", false));

    /// <summary>The schema of an object with these fields, all of them present.</summary>
    public static JsonObject OfFields(IEnumerable<StateField> fields)
    {
        var all = fields.ToList();
        return JsonObject.Of(
            ("type", "object"),
            ("properties", JsonObject.From(all.Select(static field => KeyValuePair.Create<string, JsonValue>(field.Name, Described(Of(field.Type), field.Description))))),
            ("required", Names(all)),
            ("additionalProperties", false));
    }

    public static JsonObject Of(FieldType type) => type.Kind switch
    {
        FieldKind.Str => JsonObject.Of(("type", "string")),
        FieldKind.Int => JsonObject.Of(("type", "integer")),
        FieldKind.Float => JsonObject.Of(("type", "number")),
        FieldKind.Bool => JsonObject.Of(("type", "boolean")),
        FieldKind.List => With(JsonObject.Of(("type", "array")), "items", type.Element),
        FieldKind.Dict => With(JsonObject.Of(("type", "object")), "additionalProperties", type.Element),
        _ => type.Fields.Count == 0 ? JsonObject.Of(("type", "object")) : OfFields(type.Fields),
    };

    public static JsonObject Described(JsonObject schema, string? description) => description is null ? schema : schema.With("description", description);

    private static JsonObject OfInput(StateField field)
    {
        var schema = Described(Of(field.Type), field.Description);
        if (!field.Required)
        {
            // An optional field may be left out or be null; its default fills the gap.
            schema = field.Default.Kind == JsonKind.Null ? schema.With("type", JsonArray.Create(schema["type"], "null")) : schema.With("default", field.Default);
        }

        return field.Secret ? schema.With("x-secret", true) : schema;
    }

    private static JsonObject With(JsonObject schema, string key, FieldType? element) => element is null ? schema : schema.With(key, Of(element));

    private static JsonArray Names(IEnumerable<StateField> fields) => JsonArray.From(fields.Select(static field => (JsonValue)field.Name));
}
