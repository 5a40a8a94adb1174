using System.Runtime.CompilerServices;
using Agents.Core.Json;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.Anthropic;

/// <summary>
/// Rewrites a schema into the subset that the Messages API takes: every object closed, and no bounds on numbers, texts or lists (answers are checked
/// against the whole schema here anyway). A schema that needs more, such as an object with any keys, cannot be sent and is told in words.
/// </summary>
internal static class AnthropicSchema
{
    private static readonly HashSet<string> Kept = ["type", "description", "title", "enum", "const", "items", "anyOf", "$ref", "$defs", "properties", "required", "format"];

    private static readonly HashSet<string> Dropped =
    [
        "$schema", "$id", "$comment", "default", "examples", "deprecated", "readOnly", "writeOnly", "additionalProperties", "pattern",
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "minItems", "maxItems", "uniqueItems",
        "minProperties", "maxProperties",
    ];

    private static readonly HashSet<string> Formats = ["date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6", "uuid"];

    private static readonly ConditionalWeakTable<ChatResponseFormatJson, Rewritten> Known = [];

    /// <summary>The schema as it is sent; null where it cannot be.</summary>
    public static JsonValue? For(ChatResponseFormatJson format)
        => format.Schema is null ? null : Known.GetValue(format, static asked => new Rewritten(Rewrite(JsonValue.Parse(asked.Schema!.Value.GetRawText())))).Schema;

    private static JsonObject? Rewrite(JsonValue schema)
    {
        if (schema is not JsonObject keywords || IsOpen(keywords))
        {
            return null;
        }

        var rewritten = new JsonObjectBuilder(keywords.Count);
        foreach (var (key, value) in keywords.Members)
        {
            if (Dropped.Contains(key) || key.StartsWith("x-", StringComparison.Ordinal) || (key == "format" && !IsKnown(value)))
            {
                continue;
            }

            if (!Kept.Contains(key) || Rewrite(key, value) is not { } kept)
            {
                return null;
            }

            rewritten.Set(key, kept);
        }

        if (keywords.ContainsKey("properties"))
        {
            rewritten.Set("additionalProperties", false);
        }

        return rewritten.Build();
    }

    private static JsonValue? Rewrite(string key, JsonValue value) => key switch
    {
        "items" => Rewrite(value),
        "anyOf" => value is JsonArray choices && All(choices.Select(Rewrite)) is { } all ? JsonArray.From(all) : null,
        "properties" or "$defs" => value is JsonObject members && All(members.Values.Select(Rewrite)) is { } all
            ? JsonObject.From(members.Keys.Zip(all, static (name, schema) => KeyValuePair.Create(name, (JsonValue)schema)))
            : null,
        "$ref" => value is JsonString { Value: ['#', ..] } ? value : null,
        _ => value,
    };

    private static List<JsonObject>? All(IEnumerable<JsonObject?> schemas)
    {
        var all = schemas.ToList();
        return all.Contains(null) ? null : [.. all.OfType<JsonObject>()];
    }

    // An object without named properties, or with others on purpose.
    private static bool IsOpen(JsonObject keywords)
        => keywords.Find("additionalProperties") is { } additional && !additional.Equals(false)
            || (TypeIs(keywords, "object") && keywords.Find("properties") is not JsonObject { Count: > 0 });

    private static bool TypeIs(JsonObject keywords, string type) => keywords.Find("type") switch
    {
        JsonString one => one.Value == type,
        JsonArray several => several.Contains(type),
        _ => false,
    };

    private static bool IsKnown(JsonValue format) => format is JsonString text && Formats.Contains(text.Value);

    private sealed record Rewritten(JsonValue? Schema);
}
