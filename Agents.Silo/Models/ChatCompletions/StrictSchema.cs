using Agents.Core.Json;

namespace Agents.Silo.Models.ChatCompletions;

/// <summary>
/// Rewrites a schema into the subset that the strict mode takes: every object closed, every property required, optional ones nullable instead
/// (the reader drops those nulls again). Where a keyword cannot be said in that subset the schema is sent as it is, not strict.
/// Source: OpenAI's guide to structured outputs, "Supported schemas".
/// </summary>
internal static class StrictSchema
{
    private static readonly HashSet<string> Kept =
    [
        "type", "description", "title", "enum", "const", "items", "anyOf", "$ref", "$defs", "properties", "required", "additionalProperties",
        "pattern", "format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minItems", "maxItems",
    ];

    // Said for people and tools; a model's grammar does not need them.
    private static readonly HashSet<string> Dropped = ["$schema", "$id", "$comment", "default", "examples", "deprecated", "readOnly", "writeOnly"];

    public static bool TryRewrite(JsonValue schema, out JsonValue strict)
    {
        strict = schema;
        return schema is JsonObject root && root.Find("type") is JsonString { Value: "object" } && !root.ContainsKey("anyOf") && TryRewriteAny(root, out strict);
    }

    private static bool TryRewriteAny(JsonValue schema, out JsonValue strict)
    {
        strict = schema;
        if (schema is not JsonObject keywords)
        {
            return false;
        }

        var rewritten = new JsonObjectBuilder(keywords.Count);
        foreach (var (key, value) in keywords.Members)
        {
            if (Dropped.Contains(key) || key.StartsWith("x-", StringComparison.Ordinal))
            {
                continue;
            }

            if (!Kept.Contains(key) || !TryRewriteKeyword(key, value, out var kept))
            {
                return false;
            }

            rewritten.Set(key, kept);
        }

        if (!IsTyped(keywords) || (IsObject(keywords) && !TryClose(keywords, rewritten)))
        {
            return false;
        }

        strict = rewritten.Build();
        return true;
    }

    private static bool TryRewriteKeyword(string key, JsonValue value, out JsonValue strict)
    {
        strict = value;
        return key switch
        {
            "items" => TryRewriteAny(value, out strict),
            "anyOf" => value is JsonArray choices && TryRewriteAll(choices, out strict),
            "$defs" => value is JsonObject definitions && TryRewriteMembers(definitions, static (_, definition) => definition, out strict),
            "$ref" => value is JsonString { Value: ['#', ..] },
            _ => true,
        };
    }

    private static bool TryRewriteAll(JsonArray schemas, out JsonValue strict)
    {
        var all = new List<JsonValue>(schemas.Count);
        foreach (var schema in schemas)
        {
            if (!TryRewriteAny(schema, out var rewritten))
            {
                strict = schemas;
                return false;
            }

            all.Add(rewritten);
        }

        strict = JsonArray.From(all);
        return true;
    }

    private static bool TryRewriteMembers(JsonObject schemas, Func<string, JsonValue, JsonValue> afterwards, out JsonValue strict)
    {
        var all = new JsonObjectBuilder(schemas.Count);
        foreach (var (name, schema) in schemas.Members)
        {
            if (!TryRewriteAny(schema, out var rewritten))
            {
                strict = schemas;
                return false;
            }

            all.Set(name, afterwards(name, rewritten));
        }

        strict = all.Build();
        return true;
    }

    private static bool TryClose(JsonObject keywords, JsonObjectBuilder rewritten)
    {
        var properties = keywords.Find("properties") as JsonObject ?? JsonObject.Empty;
        var required = keywords.Find("required") as JsonArray ?? JsonArray.Empty;
        var isOpenOnPurpose = keywords.Find("additionalProperties") is { } additional && !additional.Equals(false);
        if (isOpenOnPurpose || properties.Count == 0 || !TryRewriteMembers(properties, Optional, out var closed))
        {
            return false;
        }

        rewritten.Set("properties", closed);
        rewritten.Set("required", JsonArray.From(properties.Keys.Select(static name => (JsonValue)name)));
        rewritten.Set("additionalProperties", false);
        return true;

        JsonValue Optional(string name, JsonValue schema) => required.Contains(name) ? schema : Nullable(schema);
    }

    private static JsonObject Nullable(JsonValue schema)
        => JsonObject.Of(("anyOf", JsonArray.Create(schema, JsonObject.Of(("type", "null")))));

    private static bool IsTyped(JsonObject keywords) => keywords.Keys.Any(static key => key is "type" or "enum" or "const" or "anyOf" or "$ref");

    private static bool IsObject(JsonObject keywords) => keywords.Find("type") switch
    {
        JsonString type => type.Value == "object",
        JsonArray types => types.Contains("object"),
        _ => keywords.ContainsKey("properties"),
    };
}
