using System.Collections;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Agents.Core.Json;

/// <summary>An immutable JSON array.</summary>
[CollectionBuilder(typeof(JsonArray), nameof(Create))]
public sealed class JsonArray : JsonValue, IReadOnlyList<JsonValue>
{
    /// <summary>The array without items.</summary>
    public static readonly JsonArray Empty = new([]);

    private readonly JsonValue[] _items;

    private JsonArray(JsonValue[] items) => _items = items;

    /// <inheritdoc/>
    public override JsonKind Kind => JsonKind.Array;

    /// <inheritdoc/>
    public override string TypeName => "array";

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <inheritdoc/>
    public JsonValue this[int index] => _items[index];

    /// <summary>An array of these items.</summary>
    public static JsonArray Create(params ReadOnlySpan<JsonValue> items) => items.IsEmpty ? Empty : new JsonArray(items.ToArray());

    /// <summary>An array of these items.</summary>
    public static JsonArray From(IEnumerable<JsonValue> items) => Own([.. items]);

    /// <summary>The array with one item replaced.</summary>
    public JsonArray With(int index, JsonValue item)
    {
        var copy = (JsonValue[])_items.Clone();
        copy[index] = item;
        return new JsonArray(copy);
    }

    /// <inheritdoc/>
    public override void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var item in _items)
        {
            item.WriteTo(writer);
        }

        writer.WriteEndArray();
    }

    /// <inheritdoc/>
    public IEnumerator<JsonValue> GetEnumerator() => ((IEnumerable<JsonValue>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();

    /// <inheritdoc/>
    public override bool Equals(JsonValue? other) => ReferenceEquals(this, other) || (other is JsonArray array && _items.AsSpan().SequenceEqual(array._items));

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var item in _items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    /// <summary>Wraps an array that the caller gives up.</summary>
    internal static JsonArray Own(JsonValue[] items) => items.Length == 0 ? Empty : new JsonArray(items);
}
