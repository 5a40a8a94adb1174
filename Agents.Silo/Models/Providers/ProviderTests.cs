using Agents.Silo.Secrets;

namespace Agents.Silo.Models;

/// <summary>Tests connections and remembers what came of it.</summary>
internal sealed class ProviderTests(ModelProviders models, ProviderStore store, Redactor redactor)
{
    /// <summary>Asks a provider whether it can be used. What it says is told without secrets.</summary>
    public async Task<ProviderHealth> TestAsync(string provider, CancellationToken cancellationToken)
    {
        var name = provider.ToLowerInvariant();
        var health = models.Current.All.TryGetValue(name, out var connection) && ModelProviderOptionsValidator.ConnectionProblems(name, connection).FirstOrDefault() is { } problem
            ? new ProviderHealth(ProviderStatus.Unknown, problem)
            : await models.CheckAsync(name, cancellationToken: cancellationToken);
        health = health with { Message = redactor.Redact(health.Message), Models = [.. health.Models.Select(model => redactor.Redact(model))] };
        if (name != ModelProviders.OfflineName && health.Status != ProviderStatus.Unknown)
        {
            await store.RecordTestAsync(name, health);
        }

        return health;
    }
}
