using System.Collections.Frozen;
using Agents.Silo.Models;

namespace Agents.Silo.Secrets;

/// <summary>
/// The stored secrets in memory, and who goes by them: model providers and the redactor. Read again after every change here, and every few seconds where another
/// silo may have changed them.
/// </summary>
internal sealed partial class SecretBook(SecretStore secrets, ProviderStore providers, ModelProviders models, Redactor redactor, ILogger<SecretBook> logger)
    : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private volatile FrozenDictionary<string, string> _values = FrozenDictionary<string, string>.Empty;
    private volatile FrozenSet<string> _unreadable = FrozenSet<string>.Empty;
    private IReadOnlyList<StoredProvider> _providers = [];

    /// <summary>Names of secrets that are stored and cannot be decrypted.</summary>
    public IReadOnlySet<string> Unreadable => _unreadable;

    /// <summary>A stored secret; null where there is none. Keys of providers are not given: only their provider gets them.</summary>
    public string? Find(string name) => SecretNames.ProviderOf(name) is null ? _values.GetValueOrDefault(name) : null;

    /// <summary>Whether the key of a provider is stored, and can be read.</summary>
    public bool HasKeyOf(string provider) => _values.ContainsKey(SecretNames.OfProvider(provider));

    /// <summary>Reads what is stored. Nothing happens where it is what was read before.</summary>
    public async Task RefreshAsync()
    {
        await _gate.WaitAsync();
        try
        {
            var (values, unreadable) = await secrets.ReadAsync();
            // First of all nobody may repeat them.
            redactor.Know(values.Values);
            if (!_unreadable.SetEquals(unreadable))
            {
                _unreadable = unreadable.ToFrozenSet(StringComparer.Ordinal);
                LogUnreadable(string.Join(", ", unreadable));
            }

            _values = values.ToFrozenDictionary(StringComparer.Ordinal);
            var stored = StoredProviders(await providers.ListAsync());
            if (!stored.SequenceEqual(_providers))
            {
                _providers = stored;
                models.Use(stored);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private List<StoredProvider> StoredProviders(IReadOnlyList<ProviderRow> rows)
    {
        var names = rows.Select(static row => row.Name).Concat(_values.Keys.Select(SecretNames.ProviderOf).OfType<string>()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return [.. names.Select(name => (rows.FirstOrDefault(row => row.Name == name)?.ToStored() ?? new StoredProvider(name)) with
        {
            ApiKey = _values.GetValueOrDefault(SecretNames.OfProvider(name)),
        })];
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The key ring does not open these stored secrets: [{Names}]. Bring its keys back, or set the secrets again")]
    private partial void LogUnreadable(string names);
}
