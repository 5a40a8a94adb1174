using System.Text.Json;

namespace Agents.Core.Json;

/// <summary>Builds <see cref="JsonValue"/>s from text.</summary>
internal static class JsonReading
{
    private static readonly JsonReaderOptions Foreign = new() { MaxDepth = JsonValue.MaxDepth };

    private static readonly JsonReaderOptions Own = new() { MaxDepth = JsonWriting.MaxDepth };

    public static JsonValue Parse(ReadOnlySpan<byte> utf8Json, bool isOwn = false)
    {
        try
        {
            return ReadText(utf8Json, isOwn ? Own : Foreign);
        }
        catch (InvalidOperationException exception)
        {
            // How the reader reports a string that is no text: half a surrogate pair, bytes that are not UTF-8.
            throw new JsonException($"A string is not valid Unicode: {exception.Message}", exception);
        }
    }

    private static JsonValue ReadText(ReadOnlySpan<byte> utf8Json, JsonReaderOptions options)
    {
        var reader = new Utf8JsonReader(utf8Json, options);
        reader.Read();
        var value = ReadValue(ref reader);
        if (reader.Read())
        {
            throw new JsonException("The text goes on after its first JSON value.");
        }

        return value;
    }

    private static JsonValue ReadValue(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(ref reader),
        JsonTokenType.StartArray => ReadArray(ref reader),
        JsonTokenType.String => new JsonString(reader.GetString()!),
        JsonTokenType.Number => ReadNumber(ref reader),
        JsonTokenType.True => JsonBoolean.True,
        JsonTokenType.False => JsonBoolean.False,
        _ => JsonValue.Null,
    };

    private static JsonNumber ReadNumber(ref Utf8JsonReader reader)
        => reader.TryGetInt64(out var integer) && !(integer == 0 && reader.ValueSpan[0] == (byte)'-')
            ? JsonNumber.From(integer)
            : JsonNumber.FromText(System.Text.Encoding.ASCII.GetString(reader.ValueSpan));

    private static JsonArray ReadArray(ref Utf8JsonReader reader)
    {
        var items = new List<JsonValue>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadValue(ref reader));
        }

        return JsonArray.Own([.. items]);
    }

    private static JsonObject ReadObject(ref Utf8JsonReader reader)
    {
        var builder = new JsonObjectBuilder();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var key = reader.GetString()!;
            reader.Read();
            if (!builder.Set(key, ReadValue(ref reader)))
            {
                throw new JsonException($"The key '{key}' comes twice in one object.");
            }
        }

        return builder.Build();
    }
}
