using Agents.Core.Json;

namespace Agents.Silo.Models.Offline;

/// <summary>A value for a JSON schema, the same for the same seed.</summary>
internal static class OfflineSample
{
    public static JsonValue Of(JsonValue schema, ulong seed)
    {
        var keywords = schema as JsonObject ?? JsonObject.Empty;
        return (keywords.Find("type") as JsonString)?.Value switch
        {
            "object" => ObjectOf(keywords.Find("properties") as JsonObject ?? JsonObject.Empty, seed),
            "array" => JsonArray.Create(Of(keywords.Find("items") ?? JsonObject.Empty, seed)),
            "integer" => (long)(seed % 10) + 1,
            "number" => (seed % 100) / 100.0,
            "boolean" => seed % 2 == 0,
            "null" => JsonValue.Null,
            _ => keywords.Find("enum") is JsonArray { Count: > 0 } choices ? choices[(int)(seed % (ulong)choices.Count)] : "[offline] sample text",
        };
    }

    private static JsonObject ObjectOf(JsonObject properties, ulong seed)
    {
        var value = new JsonObjectBuilder(properties.Count);
        foreach (var (name, property) in properties.Members)
        {
            value.Set(name, Of(property, seed));
        }

        return value.Build();
    }
}
