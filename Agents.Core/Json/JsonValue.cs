using System.Text;
using System.Text.Json;

namespace Agents.Core.Json;

/// <summary>
/// An immutable JSON value. Executions share parts of their context freely because nothing can change one:
/// a write gives a new root that shares everything else with the old one.
/// </summary>
/// <remarks>Equality is JSON equality: <c>1</c> equals <c>1.0</c>, and the order of an object's keys does not count.</remarks>
public abstract class JsonValue : IEquatable<JsonValue>
{
    /// <summary>How deep documents may nest; deeper ones are refused when parsed.</summary>
    public const int MaxDepth = 64;

    private protected JsonValue()
    {
    }

    /// <summary>The JSON literal <c>null</c>.</summary>
    public static JsonValue Null { get; } = JsonNull.Instance;

    /// <summary>Which of the six JSON types this is.</summary>
    public abstract JsonKind Kind { get; }

    /// <summary>The value's name in messages: <c>object</c>, <c>array</c>, <c>string</c>, <c>integer</c>, <c>number</c>, <c>boolean</c> or <c>null</c>.</summary>
    public abstract string TypeName { get; }

    /// <summary>Writes the value as JSON.</summary>
    public abstract void WriteTo(Utf8JsonWriter writer);

    /// <summary>Parses one JSON text.</summary>
    /// <exception cref="JsonException">Not JSON, more than one value, a duplicate key, or nested deeper than <see cref="MaxDepth"/>.</exception>
    public static JsonValue Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Parse(Encoding.UTF8.GetBytes(json));
    }

    /// <inheritdoc cref="Parse(string)"/>
    /// <param name="utf8Json">The text as UTF-8.</param>
    public static JsonValue Parse(ReadOnlySpan<byte> utf8Json) => JsonReading.Parse(utf8Json);

    /// <summary>
    /// Parses what this program wrote itself: a value of the depth that documents may have, within events and lists, nests deeper than a document may.
    /// </summary>
    /// <exception cref="JsonException">Not JSON, more than one value, or a duplicate key.</exception>
    /// <param name="utf8Json">The text as UTF-8.</param>
    public static JsonValue ParseOwn(ReadOnlySpan<byte> utf8Json) => JsonReading.Parse(utf8Json, isOwn: true);

    /// <summary>Parses one JSON text; false where it is none.</summary>
    public static bool TryParse(string json, out JsonValue value)
    {
        try
        {
            value = Parse(json);
            return true;
        }
        catch (JsonException)
        {
            value = Null;
            return false;
        }
    }

    /// <summary>Whether arrays and objects nest deeper than so many levels.</summary>
    public bool IsDeeperThan(int levels) => this switch
    {
        JsonObject document => levels == 0 || document.Values.Any(value => value.IsDeeperThan(levels - 1)),
        JsonArray items => levels == 0 || items.Any(value => value.IsDeeperThan(levels - 1)),
        _ => false,
    };

    /// <summary>The value as compact JSON in UTF-8.</summary>
    public byte[] ToUtf8Bytes() => JsonBuffer.Write(this, static (writer, value) => value.WriteTo(writer));

    /// <summary>The value as compact JSON.</summary>
    public string ToJson() => Encoding.UTF8.GetString(ToUtf8Bytes());

    /// <summary>The value as JSON over several lines, for people.</summary>
    public string ToIndentedJson()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, JsonWriting.Indented))
        {
            WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    /// <summary>Compact JSON, as <see cref="ToJson"/>.</summary>
    public override string ToString() => ToJson();

    /// <inheritdoc/>
    public abstract bool Equals(JsonValue? other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as JsonValue);

    /// <inheritdoc/>
    public abstract override int GetHashCode();

    /// <summary>The text as a JSON string; null gives JSON null.</summary>
    public static implicit operator JsonValue(string? text) => text is null ? Null : new JsonString(text);

    /// <summary>The number as a JSON number.</summary>
    public static implicit operator JsonValue(long number) => JsonNumber.From(number);

    /// <summary>The number as a JSON number.</summary>
    /// <exception cref="ArgumentException">Not finite: JSON has no NaN or infinity.</exception>
    public static implicit operator JsonValue(double number) => JsonNumber.From(number);

    /// <summary>The truth value as a JSON boolean.</summary>
    public static implicit operator JsonValue(bool value) => value ? JsonBoolean.True : JsonBoolean.False;
}
