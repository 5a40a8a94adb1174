namespace Agents.Core.Json;

/// <summary>Collects the members of a <see cref="JsonObject"/>; a key set twice keeps its place and its last value.</summary>
public sealed class JsonObjectBuilder(int capacity = 8)
{
    private readonly List<KeyValuePair<string, JsonValue>> _members = new(capacity);
    private Dictionary<string, int>? _index;

    /// <summary>How many keys are set.</summary>
    public int Count => _members.Count;

    /// <summary>Sets a key; false where it was set before.</summary>
    public bool Set(string key, JsonValue value)
    {
        var at = IndexOf(key);
        if (at >= 0)
        {
            _members[at] = new(key, value);
            return false;
        }

        _index?.Add(key, _members.Count);
        _members.Add(new(key, value));
        return true;
    }

    /// <summary>The object of what was set so far.</summary>
    public JsonObject Build() => JsonObject.Own([.. _members]);

    private int IndexOf(string key)
    {
        if (_members.Count > 16)
        {
            _index ??= _members.Select(static (member, at) => (member.Key, at)).ToDictionary(static pair => pair.Key, static pair => pair.at, StringComparer.Ordinal);
            return _index.TryGetValue(key, out var found) ? found : -1;
        }

        return _members.FindIndex(member => member.Key == key);
    }
}
