using Agents.Core.Diagnostics;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Documents;

/// <summary>Keys and values in the order of the text.</summary>
internal sealed class MappingNode(SourcePosition position) : DocumentNode(position)
{
    private readonly List<MappingEntry> _entries = [];
    private Dictionary<string, int>? _index;

    public override string TypeName => "mapping";

    public IReadOnlyList<MappingEntry> Entries => _entries;

    public IEnumerable<string> Keys => _entries.Select(static entry => entry.Key);

    public DocumentNode? Find(string key) => IndexOf(key) is >= 0 and var at ? _entries[at].Value : null;

    /// <summary>Where the key itself stands.</summary>
    public Place KeyPlace(string key) => IndexOf(key) is >= 0 and var at ? new(_entries[at].KeyPosition, this, key) : Place;

    /// <summary>Adds an entry; false where the key was there before.</summary>
    public bool Add(string key, SourcePosition keyPosition, DocumentNode value)
    {
        if (IndexOf(key) >= 0)
        {
            return false;
        }

        _index?.Add(key, _entries.Count);
        value.AttachTo(this, key);
        _entries.Add(new MappingEntry(key, keyPosition, value));
        return true;
    }

    public override JsonValue ToJson() => JsonObject.From(_entries.Select(static entry => KeyValuePair.Create(entry.Key, entry.Value.ToJson())));

    public override DocumentNode Copy()
    {
        var copy = new MappingNode(Position);
        foreach (var (key, keyPosition, value) in _entries)
        {
            copy.Add(key, keyPosition, value.Copy());
        }

        return copy;
    }

    // Most mappings have a handful of keys: those are found faster, and read cheaper, without an index.
    private int IndexOf(string key)
    {
        if (_entries.Count > 12)
        {
            _index ??= _entries.Select(static (entry, at) => (entry.Key, at)).ToDictionary(static pair => pair.Key, static pair => pair.at, StringComparer.Ordinal);
            return _index.TryGetValue(key, out var found) ? found : -1;
        }

        return _entries.FindIndex(entry => entry.Key == key);
    }
}

/// <summary>One key of a mapping.</summary>
internal readonly record struct MappingEntry(string Key, SourcePosition KeyPosition, DocumentNode Value);
