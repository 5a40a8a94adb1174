using Agents.Core.Json;

namespace Agents.Silo.Models.StructuredOutput;

/// <summary>What a schema's outermost keywords say about the way to ask for it.</summary>
internal static class OutputShape
{
    private static readonly HashSet<string> Annotations = ["type", "title", "description", "default", "examples", "$schema", "$id", "$comment"];

    /// <summary>Any text will do.</summary>
    public static bool IsText(JsonValue schema)
        => schema is JsonObject keywords && TypeIs(keywords, "string") && keywords.Keys.All(static key => Annotations.Contains(key) || key.StartsWith("x-", StringComparison.Ordinal));

    public static bool IsObject(JsonValue schema) => schema is JsonObject keywords && TypeIs(keywords, "object");

    /// <summary>An object schema with the schema as its only property. Definitions move up, so that references still find them.</summary>
    public static JsonObject Wrap(JsonValue schema, string property)
    {
        var wrapped = new JsonObjectBuilder();
        wrapped.Set("type", "object");
        wrapped.Set("properties", JsonObject.Of((property, Without(schema, "$defs", "definitions", "$schema"))));
        wrapped.Set("required", JsonArray.Create(property));
        wrapped.Set("additionalProperties", false);
        foreach (var key in new[] { "$schema", "$defs", "definitions" })
        {
            if ((schema as JsonObject)?.Find(key) is { } moved)
            {
                wrapped.Set(key, moved);
            }
        }

        return wrapped.Build();
    }

    /// <summary>Models say "not there" as null: such members go where the schema does not require them and does not allow null.</summary>
    public static JsonValue DropOptionalNulls(JsonValue schema, JsonValue value) => (schema, value) switch
    {
        (JsonObject keywords, JsonObject instance) when keywords.Find("properties") is JsonObject properties => Drop(keywords, properties, instance),
        (JsonObject keywords, JsonArray items) when keywords.Find("items") is JsonObject item => JsonArray.From(items.Select(each => DropOptionalNulls(item, each))),
        _ => value,
    };

    private static JsonObject Drop(JsonObject keywords, JsonObject properties, JsonObject instance)
    {
        var required = keywords.Find("required") as JsonArray ?? JsonArray.Empty;
        var kept = new JsonObjectBuilder(instance.Count);
        foreach (var (key, value) in instance.Members)
        {
            var schema = properties.Find(key);
            if (schema is null || value.Kind != JsonKind.Null || required.Contains(key) || !ForbidsNull(schema))
            {
                kept.Set(key, schema is null ? value : DropOptionalNulls(schema, value));
            }
        }

        return kept.Build();
    }

    private static bool ForbidsNull(JsonValue schema) => schema is JsonObject keywords && keywords.Find("type") switch
    {
        JsonString type => type.Value != "null",
        JsonArray types => !types.Contains("null"),
        _ => keywords.Find("enum") is JsonArray values && !values.Contains(JsonValue.Null),
    };

    private static bool TypeIs(JsonObject keywords, string type) => keywords.Find("type") is JsonString written && written.Value == type;

    private static JsonValue Without(JsonValue schema, params ReadOnlySpan<string> keys)
    {
        var rest = schema;
        foreach (var key in keys)
        {
            rest = rest is JsonObject keywords ? keywords.Without(key) : rest;
        }

        return rest;
    }
}
