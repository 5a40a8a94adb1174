using System.Collections.Frozen;
using Agents.Client.Access;
using Agents.ServiceDefaults;
using Agents.Silo.Deployments;

namespace Agents.Silo.Access;

/// <summary>
/// All keys in memory, so that a call costs no query. Read again after every change here, and every few seconds where another silo may have changed them:
/// that long a key may still work that was revoked there.
/// </summary>
internal sealed class KeyBook(KeyStore store, IConfiguration configuration, KeyUses uses, RouteSignal signal, TimeProvider time) : IDisposable
{
    // Hashes are uniform: two keys that begin with the same 64 bits do not happen, and what is told by the time of a look-up is of no use.
    private const int IndexLength = 16;

    private readonly SemaphoreSlim _gate = new(1);
    private readonly KeyRow? _configured = Configured(configuration, time);
    private volatile Pages? _pages;

    /// <summary>Whether the keys were ever read. Before that nobody can be told apart.</summary>
    public bool IsRead => _pages is not null;

    /// <summary>Keys that have a limit of their own.</summary>
    public IEnumerable<KeyRow> Limited => (_pages?.ById.Values ?? []).Where(static key => key is { RateLimit: not null, RevokedAt: null });

    /// <summary>Who has this key; null where it is none, or works no more.</summary>
    public Caller? Find(string key) => ApiKey.Hash(key) is { } hash && FindByHash(hash) is { } row ? CallerOf(row) : null;

    /// <summary>Who has the key of this id; null where it works no more.</summary>
    public Caller? FindById(string id) => (_configured?.Id == id ? _configured : _pages?.ById.GetValueOrDefault(id)) is { } row ? CallerOf(row) : null;

    /// <summary>Reads what is stored.</summary>
    public async Task RefreshAsync()
    {
        await _gate.WaitAsync();
        try
        {
            var keys = await store.ListAsync();
            var teams = (await store.ListPrincipalsAsync()).ToFrozenDictionary(static principal => principal.Name, static principal => principal.Teams);
            _pages = new Pages(keys.ToFrozenDictionary(static key => key.Hash[..IndexLength]), keys.ToFrozenDictionary(static key => key.Id), teams);
        }
        finally
        {
            _gate.Release();
        }

        signal.Raise();
    }

    public void Dispose() => _gate.Dispose();

    private KeyRow? FindByHash(string hash)
    {
        var row = _pages?.ByHash.GetValueOrDefault(hash[..IndexLength]);
        return row is not null && ApiKey.IsSame(row.Hash, hash) ? row
            : _configured is not null && ApiKey.IsSame(_configured.Hash, hash) ? _configured
            : null;
    }

    private Caller? CallerOf(KeyRow row)
    {
        var now = time.GetUtcNow();
        if (!row.IsActive(now))
        {
            return null;
        }

        if (row != _configured)
        {
            uses.Note(row.Id, now);
        }

        return new Caller(row.Principal, row.ScopeList()) { KeyId = row.Id, Teams = _pages?.Teams.GetValueOrDefault(row.Principal) ?? [] };
    }

    private static KeyRow? Configured(IConfiguration configuration, TimeProvider time)
        => configuration[ServiceVariables.AdminKey] is not { Length: > 0 } key ? null : new KeyRow
        {
            Id = "configured",
            Name = ServiceVariables.AdminKey,
            Principal = "user:admin",
            Scopes = $"[\"{KeyScopes.Admin}\"]",
            Hash = ApiKey.Hash(key)!,
            Hint = "",
            CreatedAt = time.GetUtcNow(),
            CreatedBy = "configuration",
        };

    private sealed record Pages(
        FrozenDictionary<string, KeyRow> ByHash, FrozenDictionary<string, KeyRow> ById, FrozenDictionary<string, IReadOnlyList<string>> Teams);
}
