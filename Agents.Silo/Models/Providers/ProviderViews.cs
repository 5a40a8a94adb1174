using System.Text.Json;
using Agents.Client.Models;
using Agents.Silo.Secrets;

namespace Agents.Silo.Models;

/// <summary>Providers as the API shows them.</summary>
internal sealed class ProviderViews(ModelProviders models, ProviderStore store, SecretBook book, Redactor redactor)
{
    /// <summary>Those that the program speaks to by name, those that somebody set, and <c>offline</c>.</summary>
    public async Task<IReadOnlyList<ProviderRecord>> ListAsync()
    {
        var rows = (await store.ListAsync()).ToDictionary(static row => row.Name, StringComparer.OrdinalIgnoreCase);
        var current = models.Current;
        var names = ProviderDefaults.KnownNames.Concat(current.All.Keys).Concat(rows.Keys).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase);
        return [.. names.Select(name => View(name, current, rows.GetValueOrDefault(name))), Offline(current)];
    }

    public async Task<ProviderRecord?> FindAsync(string name)
        => (await ListAsync()).FirstOrDefault(provider => string.Equals(provider.Name, name, StringComparison.OrdinalIgnoreCase));

    private static ProviderRecord Offline(ProviderSnapshot current) => new(ModelProviders.OfflineName, true, null, [])
    {
        Configured = true,
        IsDefault = current.DefaultProvider == ModelProviders.OfflineName,
        Message = "Answers are made up: deterministic, free, and fitting their schemas.",
    };

    private ProviderRecord View(string name, ProviderSnapshot current, ProviderRow? row)
    {
        var connection = current.All.GetValueOrDefault(name);
        var isConfigured = current.Providers.ContainsKey(name);
        return new ProviderRecord(name, row?.Connected is { } connected ? connected == 1 : null, row?.UpdatedAt, row is null ? [] : JsonSerializer.Deserialize<string[]>(row.Models)!)
        {
            Configured = isConfigured,
            IsDefault = isConfigured && string.Equals(current.DefaultProvider, name, StringComparison.OrdinalIgnoreCase),
            Message = row?.Message ?? (connection is null || isConfigured ? null : ModelProviderOptionsValidator.ConnectionProblems(name, connection).First()),
            TestedAt = row?.TestedAt,
            KeyFrom = book.HasKeyOf(name) ? KeySources.Stored : connection?.ApiKey is null ? null : KeySources.Environment,
            Kind = connection?.Kind,
            BaseUrl = redactor.Redact(connection?.BaseUrl?.OriginalString),
            DefaultModel = connection?.DefaultModel,
            ApiVersion = connection?.ApiVersion,
        };
    }
}
