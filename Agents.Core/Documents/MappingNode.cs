using Agents.Core.Diagnostics;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Documents;

/// <summary>Keys and values in the order of the text.</summary>
internal sealed class MappingNode(SourcePosition position) : DocumentNode(position)
{
    private readonly List<MappingEntry> _entries = [];
    private readonly Dictionary<string, int> _index = [];

    public override string TypeName => "mapping";

    public IReadOnlyList<MappingEntry> Entries => _entries;

    public IEnumerable<string> Keys => _entries.Select(static entry => entry.Key);

    public DocumentNode? Find(string key) => _index.TryGetValue(key, out var at) ? _entries[at].Value : null;

    /// <summary>Where the key itself stands.</summary>
    public Place KeyPlace(string key) => _index.TryGetValue(key, out var at) ? new(_entries[at].KeyPosition, this, key) : Place;

    /// <summary>Adds an entry; false where the key was there before.</summary>
    public bool Add(string key, SourcePosition keyPosition, DocumentNode value)
    {
        if (!_index.TryAdd(key, _entries.Count))
        {
            return false;
        }

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
}

/// <summary>One key of a mapping.</summary>
internal readonly record struct MappingEntry(string Key, SourcePosition KeyPosition, DocumentNode Value);
