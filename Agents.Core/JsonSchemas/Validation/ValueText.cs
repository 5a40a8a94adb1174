using Agents.Core.Json;

namespace Agents.Core.JsonSchemas.Validation;

/// <summary>Values in messages: scalars as JSON, cut where they are long; the rest by type and size.</summary>
internal static class ValueText
{
    private const int LongestShown = 60;

    public static string Of(JsonValue value) => value switch
    {
        JsonObject document => document.Count == 1 ? "an object of 1 key" : $"an object of {document.Count} keys",
        JsonArray array => array.Count == 1 ? "an array of 1 item" : $"an array of {array.Count} items",
        _ => Cut(value.ToJson()),
    };

    /// <summary>Several values as a list of alternatives, at most ten.</summary>
    public static string AnyOf(IReadOnlyList<JsonValue> values)
    {
        var shown = values.Take(10).Select(Of);
        return string.Join(", ", shown) + (values.Count > 10 ? $" and {values.Count - 10} more" : "");
    }

    private static string Cut(string json)
    {
        if (json.Length <= LongestShown)
        {
            return json;
        }

        var end = char.IsHighSurrogate(json[LongestShown - 1]) ? LongestShown - 1 : LongestShown;
        return json[..end] + "…";
    }
}
