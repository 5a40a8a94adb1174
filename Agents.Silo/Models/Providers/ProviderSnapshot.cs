using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace Agents.Silo.Models;

/// <summary>The providers as they are configured at one moment. A change makes another one; calls under way keep the one that they began with.</summary>
internal sealed class ProviderSnapshot
{
    /// <param name="configured">What configuration and environment say.</param>
    /// <param name="stored">What was set at run time; it goes before the configuration.</param>
    /// <param name="defaultProvider">The provider that was chosen for agents that name none; null where nobody chose.</param>
    public ProviderSnapshot(IReadOnlyDictionary<string, ProviderConnection> configured, IReadOnlyList<StoredProvider> stored, string? defaultProvider)
    {
        var all = new Dictionary<string, ProviderConnection>(configured, StringComparer.OrdinalIgnoreCase);
        foreach (var provider in stored)
        {
            all[provider.Name] = (all.GetValueOrDefault(provider.Name) ?? new ProviderConnection()).With(provider);
        }

        All = all.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        Providers = All.Where(static pair => !ModelProviderOptionsValidator.ConnectionProblems(pair.Key, pair.Value).Any()).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        DefaultProvider = defaultProvider
            ?? (Providers.ContainsKey("openai") ? "openai" : Providers.Keys.Order(StringComparer.OrdinalIgnoreCase).FirstOrDefault())
            ?? ModelProviders.OfflineName;
    }

    /// <summary>Every provider that something is known of, also those that lack a key.</summary>
    public FrozenDictionary<string, ProviderConnection> All { get; }

    /// <summary>Those that can be asked.</summary>
    public FrozenDictionary<string, ProviderConnection> Providers { get; }

    /// <summary>Provider of agents that name none.</summary>
    public string DefaultProvider { get; }

    /// <summary>What was resolved from this snapshot.</summary>
    public ConcurrentDictionary<ModelKey, ResolvedModel> Resolved { get; } = new();
}

/// <summary>What decides which client asks a model.</summary>
internal readonly record struct ModelKey(string Provider, string? Model, string? ApiBase);

/// <summary>What was set of a provider at run time; null leaves a setting as configured.</summary>
/// <param name="Name">The name that workflows use.</param>
internal sealed record StoredProvider(string Name)
{
    public string? Kind { get; init; }

    public Uri? BaseUrl { get; init; }

    public string? ApiKey { get; init; }

    public string? DefaultModel { get; init; }

    public string? ApiVersion { get; init; }

    // The generated one would print the key.
    public override string ToString() => $"{nameof(StoredProvider)} {Name}";
}
