using System.Collections.Immutable;
using System.Globalization;
using Agents.Core.Json;

namespace Agents.Core.Executions;

/// <summary>Typed reading of the journal's JSON. A field that is missing or of another type means a broken journal, and says which.</summary>
internal static class JsonFields
{
    public static string Text(this JsonObject json, string key)
        => json.OptionalText(key) ?? throw new InvalidDataException($"The journal's event has no text '{key}'.");

    public static string? OptionalText(this JsonObject json, string key) => (json.Find(key) as JsonString)?.Value;

    public static bool Flag(this JsonObject json, string key) => json.Find(key) is JsonBoolean { Value: true };

    public static string Branch(this JsonObject json) => json.OptionalText("branch") ?? "";

    public static int Integer(this JsonObject json, string key)
        => json.OptionalNumber(key) is { } number ? (int)number : throw new InvalidDataException($"The journal's event has no number '{key}'.");

    public static double? OptionalNumber(this JsonObject json, string key) => (json.Find(key) as JsonNumber)?.ToDouble();

    public static long? OptionalLong(this JsonObject json, string key) => json.Find(key) is JsonNumber number && number.TryGetInt64(out var value) ? value : null;

    public static decimal? OptionalDecimal(this JsonObject json, string key)
        => json.Find(key) is JsonNumber number ? decimal.Parse(number.ToText(), NumberStyles.Float, CultureInfo.InvariantCulture) : null;

    public static JsonObject Object(this JsonObject json, string key)
        => json.Find(key) as JsonObject ?? throw new InvalidDataException($"The journal's event has no object '{key}'.");

    public static DateTimeOffset Time(this JsonObject json, string key)
        => json.OptionalTime(key) ?? throw new InvalidDataException($"The journal's event has no time '{key}'.");

    public static DateTimeOffset? OptionalTime(this JsonObject json, string key)
        => json.OptionalText(key) is { } text
            ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal)
            : null;

    public static ImmutableList<string> Texts(this JsonObject json, string key)
        => json.Find(key) is JsonArray texts ? [.. texts.OfType<JsonString>().Select(static text => text.Value)] : [];
}
