using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Agents.Core.Json;

/// <summary>An immutable JSON object. Keys keep the order in which they were written.</summary>
public sealed class JsonObject : JsonValue, IReadOnlyDictionary<string, JsonValue>
{
    /// <summary>The object without keys.</summary>
    public static readonly JsonObject Empty = new([]);

    // Below this a linear search is faster than hashing the key.
    private const int IndexFrom = 9;

    private readonly KeyValuePair<string, JsonValue>[] _members;
    private Dictionary<string, int>? _index;

    private JsonObject(KeyValuePair<string, JsonValue>[] members) => _members = members;

    /// <inheritdoc/>
    public override JsonKind Kind => JsonKind.Object;

    /// <inheritdoc/>
    public override string TypeName => "object";

    /// <inheritdoc/>
    public int Count => _members.Length;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _members.Select(static member => member.Key);

    /// <inheritdoc/>
    public IEnumerable<JsonValue> Values => _members.Select(static member => member.Value);

    /// <summary>The keys and values in order.</summary>
    public ReadOnlySpan<KeyValuePair<string, JsonValue>> Members => _members;

    /// <summary>The value of a key.</summary>
    /// <exception cref="KeyNotFoundException">The object has no such key.</exception>
    public JsonValue this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"The object has no key '{key}'.");

    /// <summary>An object of these members; where a key comes twice the last one counts.</summary>
    public static JsonObject From(IEnumerable<KeyValuePair<string, JsonValue>> members)
    {
        var builder = new JsonObjectBuilder();
        foreach (var (key, value) in members)
        {
            builder.Set(key, value);
        }

        return builder.Build();
    }

    /// <summary>An object of these members; where a key comes twice the last one counts.</summary>
    public static JsonObject Of(params ReadOnlySpan<(string Key, JsonValue Value)> members)
    {
        var builder = new JsonObjectBuilder(members.Length);
        foreach (var (key, value) in members)
        {
            builder.Set(key, value);
        }

        return builder.Build();
    }

    /// <inheritdoc/>
    public bool ContainsKey(string key) => IndexOf(key) >= 0;

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out JsonValue value)
    {
        var index = IndexOf(key);
        value = index < 0 ? null : _members[index].Value;
        return index >= 0;
    }

    /// <summary>The value of a key, or null where the object has no such key.</summary>
    public JsonValue? Find(string key) => TryGetValue(key, out var value) ? value : null;

    /// <summary>The object with one key set; everything else is shared.</summary>
    public JsonObject With(string key, JsonValue value)
    {
        var index = IndexOf(key);
        var members = new KeyValuePair<string, JsonValue>[index < 0 ? _members.Length + 1 : _members.Length];
        _members.CopyTo(members, 0);
        members[index < 0 ? _members.Length : index] = new(key, value);
        return new JsonObject(members);
    }

    /// <summary>The object without one key.</summary>
    public JsonObject Without(string key)
        => ContainsKey(key) ? new JsonObject([.. _members.Where(member => member.Key != key)]) : this;

    /// <inheritdoc/>
    public override void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var (key, value) in _members)
        {
            writer.WritePropertyName(key);
            value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, JsonValue>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, JsonValue>>)_members).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _members.GetEnumerator();

    /// <inheritdoc/>
    public override bool Equals(JsonValue? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is not JsonObject document || document.Count != Count)
        {
            return false;
        }

        foreach (var (key, value) in _members)
        {
            if (!document.TryGetValue(key, out var theirs) || !value.Equals(theirs))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        // Order does not count, so neither may the combination.
        var hash = Count;
        foreach (var (key, value) in _members)
        {
            hash ^= HashCode.Combine(key, value);
        }

        return hash;
    }

    /// <summary>Wraps members that the caller gives up; keys must be unique.</summary>
    internal static JsonObject Own(KeyValuePair<string, JsonValue>[] members) => members.Length == 0 ? Empty : new JsonObject(members);

    private int IndexOf(string key)
    {
        if (_members.Length >= IndexFrom)
        {
            return (_index ??= BuildIndex()).TryGetValue(key, out var found) ? found : -1;
        }

        for (var i = 0; i < _members.Length; i++)
        {
            if (_members[i].Key == key)
            {
                return i;
            }
        }

        return -1;
    }

    private Dictionary<string, int> BuildIndex()
    {
        var index = new Dictionary<string, int>(_members.Length, StringComparer.Ordinal);
        for (var i = 0; i < _members.Length; i++)
        {
            index[_members[i].Key] = i;
        }

        return index;
    }
}
