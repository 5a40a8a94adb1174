using System.Diagnostics.CodeAnalysis;

namespace Agents.Starlark;

/// <summary>A hash table in insertion order, the body of dicts and sets. Removing leaves a gap; gaps are closed when they prevail.</summary>
internal sealed class HashTable
{
    private readonly Dictionary<StarlarkValue, int> _places = new(KeyComparer.Instance);
    private readonly List<KeyValuePair<StarlarkValue, StarlarkValue>> _entries = [];
    private int _first;

    public int Count => _places.Count;

    public bool TryGet(StarlarkValue key, [NotNullWhen(true)] out StarlarkValue? value)
    {
        var found = _places.TryGetValue(key, out var place);
        value = found ? _entries[place].Value : null;
        return found;
    }

    public bool Contains(StarlarkValue key) => _places.ContainsKey(key);

    /// <returns>Whether the key is new.</returns>
    public bool Set(StarlarkValue key, StarlarkValue value)
    {
        if (_places.TryGetValue(key, out var place))
        {
            _entries[place] = new(_entries[place].Key, value);
            return false;
        }

        _places.Add(key, _entries.Count);
        _entries.Add(new(key, value));
        return true;
    }

    public bool Remove(StarlarkValue key, [NotNullWhen(true)] out StarlarkValue? value)
    {
        if (!_places.Remove(key, out var place))
        {
            value = null;
            return false;
        }

        value = _entries[place].Value;
        _entries[place] = default;
        CloseGaps();
        return true;
    }

    public void Clear()
    {
        _places.Clear();
        _entries.Clear();
        _first = 0;
    }

    public KeyValuePair<StarlarkValue, StarlarkValue> First()
    {
        while (_entries[_first].Key is null)
        {
            _first++;
        }

        return _entries[_first];
    }

    public IEnumerable<KeyValuePair<StarlarkValue, StarlarkValue>> Entries()
    {
        for (var i = _first; i < _entries.Count; i++)
        {
            if (_entries[i].Key is not null)
            {
                yield return _entries[i];
            }
        }
    }

    private void CloseGaps()
    {
        if (_entries.Count <= 2 * (_places.Count + 8))
        {
            return;
        }

        _entries.RemoveAll(entry => entry.Key is null);
        _first = 0;
        for (var i = 0; i < _entries.Count; i++)
        {
            _places[_entries[i].Key] = i;
        }
    }

    private sealed class KeyComparer : IEqualityComparer<StarlarkValue>
    {
        public static KeyComparer Instance { get; } = new();

        public bool Equals(StarlarkValue? x, StarlarkValue? y) => Equality.AreEqual(x!, y!);

        public int GetHashCode(StarlarkValue obj) => obj.KeyHash(0);
    }
}
