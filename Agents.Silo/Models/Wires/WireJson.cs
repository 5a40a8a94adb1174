using System.Text.Json;

namespace Agents.Silo.Models.Wires;

/// <summary>Reads other people's JSON: what is missing or of another type is not there.</summary>
internal static class WireJson
{
    public static JsonElement? Object(JsonElement element, string name) => Member(element, name, JsonValueKind.Object);

    public static string? Text(JsonElement element, string name) => Member(element, name, JsonValueKind.String)?.GetString();

    public static long? Count(JsonElement element, string name)
        => Member(element, name, JsonValueKind.Number) is { } number && number.TryGetInt64(out var value) ? value : null;

    public static bool IsTrue(JsonElement element, string name) => Member(element, name, JsonValueKind.True) is not null;

    public static IEnumerable<JsonElement> Items(JsonElement element, string name)
        => Member(element, name, JsonValueKind.Array) is { } array ? array.EnumerateArray() : [];

    /// <exception cref="JsonException">Not a JSON object.</exception>
    public static JsonElement ParseObject(ReadOnlySpan<byte> data)
    {
        var element = JsonElement.Parse(data);
        return element.ValueKind == JsonValueKind.Object ? element : throw new JsonException("The answer has something that is not a JSON object.");
    }

    private static JsonElement? Member(JsonElement element, string name, JsonValueKind kind)
        => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind == kind ? member : null;
}
