using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.Offline;

/// <summary>The provider that is always there.</summary>
internal sealed class OfflineProvider(OfflineOptions options, TimeProvider time) : IModelProvider
{
    private static readonly ProviderHealth Health = new(ProviderStatus.Connected, "The offline provider is always there: nothing leaves the machine.")
    {
        Models = ["sample", "echo", "script"],
    };

    private readonly OfflineChatClient _client = new(options, time);

    public IChatClient ClientFor(string model) => _client;

    public Task<ProviderHealth> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(Health);

    public void Dispose() => _client.Dispose();
}
