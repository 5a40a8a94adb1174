using System.Collections.Concurrent;

namespace Agents.Silo.Access;

/// <summary>
/// When keys were last used. Kept in memory and written once a minute, all together: a process that dies forgets a minute of it, and no call waits for a disk.
/// </summary>
internal sealed class KeyUses(KeyStore store)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _uses = new(StringComparer.Ordinal);

    public void Note(string id, DateTimeOffset at)
    {
        // Most calls find their key already noted in this second.
        if (!_uses.TryGetValue(id, out var noted) || at - noted > TimeSpan.FromSeconds(1))
        {
            _uses[id] = at;
        }
    }

    /// <summary>Writes down what is noted. What cannot be written is noted still.</summary>
    public async Task WriteAsync()
    {
        var uses = _uses.ToArray();
        if (uses.Length == 0)
        {
            return;
        }

        await store.UseAsync(uses);
        foreach (var use in uses)
        {
            _uses.TryRemove(use);
        }
    }
}
