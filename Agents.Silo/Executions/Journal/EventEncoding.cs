using System.Text;
using System.Text.Json;
using Agents.Core.Executions.Events;
using Agents.Core.Json;
using Agents.Silo.Storage;

namespace Agents.Silo.Executions.Journal;

/// <summary>Events as bytes and back. A value over 32 KB goes to a blob, once, and the event refers to it.</summary>
internal static class EventEncoding
{
    /// <summary>Larger events have their large values moved out.</summary>
    public const int LargestValue = 32 * 1024;

    private const string BlobKey = "$blob";

    public static (ReadOnlyMemory<byte> Events, IReadOnlyList<Blob> Blobs) Encode(IReadOnlyList<ExecutionEvent> events)
    {
        var encoded = JsonBuffer.Write(events, WriteEvents);
        // A value of a user's that looks like a reference would be taken for one, whatever its size.
        var isPlain = encoded.Length <= LargestValue && encoded.AsSpan().IndexOf("\"$blob\""u8) < 0;
        return isPlain ? (encoded, []) : EncodeLarge(encoded);
    }

    /// <summary>A value as JSON in UTF-8 for a column, or a reference where it is large.</summary>
    public static ReadOnlyMemory<byte> EncodeValue(JsonValue value, List<Blob> blobs)
    {
        var bytes = value.ToUtf8Bytes();
        return bytes.Length <= LargestValue && !LooksLikeReference(value) ? bytes : MoveOut(value, blobs).ToUtf8Bytes();
    }

    public static IEnumerable<ExecutionEvent> Decode(string events, Func<string, JsonValue> readBlob)
        => ((JsonArray)JsonValue.ParseOwn(Encoding.UTF8.GetBytes(events))).Select(item => ExecutionEvent.Read(Resolve((JsonObject)item, readBlob)));

    /// <summary>The value itself, read from its blob where it is a reference.</summary>
    public static JsonValue ResolveValue(JsonValue value, Func<string, JsonValue> readBlob)
        => value is JsonObject { Count: 1 } reference && reference.Find(BlobKey) is JsonString hash ? readBlob(hash.Value) : value;

    private static JsonObject Resolve(JsonObject json, Func<string, JsonValue> readBlob)
    {
        foreach (var (key, value) in json)
        {
            var resolved = ResolveValue(value, readBlob);
            if (!ReferenceEquals(resolved, value))
            {
                json = json.With(key, resolved);
            }
        }

        return json;
    }

    private static (ReadOnlyMemory<byte> Events, IReadOnlyList<Blob> Blobs) EncodeLarge(ReadOnlySpan<byte> encoded)
    {
        var blobs = new List<Blob>();
        var events = ((JsonArray)JsonValue.ParseOwn(encoded))
            .Select(item => (JsonValue)JsonObject.From(((JsonObject)item).Select(member => KeyValuePair.Create(member.Key, MoveOut(member.Value, blobs)))));
        return (JsonArray.From(events).ToUtf8Bytes(), blobs);
    }

    private static JsonValue MoveOut(JsonValue value, List<Blob> blobs)
    {
        if (value is not (JsonObject or JsonArray or JsonString { Value.Length: > LargestValue / 4 }))
        {
            return value;
        }

        var bytes = value.ToUtf8Bytes();
        if (bytes.Length <= LargestValue && !LooksLikeReference(value))
        {
            return value;
        }

        var hash = ContentHash.Of(bytes);
        blobs.Add(new Blob(hash, bytes));
        return JsonObject.Of((BlobKey, hash));
    }

    private static bool LooksLikeReference(JsonValue value) => value is JsonObject { Count: 1 } document && document.ContainsKey(BlobKey);

    private static void WriteEvents(Utf8JsonWriter writer, IReadOnlyList<ExecutionEvent> events)
    {
        writer.WriteStartArray();
        foreach (var happened in events)
        {
            happened.WriteTo(writer);
        }

        writer.WriteEndArray();
    }
}
