using System.Net.Http.Json;
using Agents.Client.Connections;
using Agents.Client.Json;
using Agents.Client.Problems;

namespace Agents.Client.Models;

/// <summary>The endpoints of model providers.</summary>
public sealed class ProvidersClient
{
    private const string Root = "api/v1/settings/providers";

    private readonly ApiConnection _connection;

    internal ProvidersClient(ApiConnection connection) => _connection = connection;

    /// <summary>The providers that the server knows, <c>offline</c> last.</summary>
    public Task<IReadOnlyList<ProviderRecord>> ListAsync(CancellationToken cancellationToken = default)
        => _connection.GetAsync(Root, AgentsJson.Wire.IReadOnlyListProviderRecord, cancellationToken);

    /// <summary>Sets a provider as a whole, its key aside.</summary>
    /// <exception cref="AgentsApiException">400 something in it cannot be.</exception>
    public Task<ProviderRecord> SetAsync(string name, SetProvider settings, CancellationToken cancellationToken = default)
        => _connection.PutAsync(Of(name), JsonContent.Create(settings, AgentsJson.Wire.SetProvider), AgentsJson.Wire.ProviderRecord, cancellationToken);

    /// <summary>Asks a provider for its models, which costs no tokens.</summary>
    /// <exception cref="AgentsApiException">404 the server knows none of that name.</exception>
    public Task<ProviderRecord> TestAsync(string name, CancellationToken cancellationToken = default)
        => _connection.PostAsync($"{Of(name)}/test", null, AgentsJson.Wire.ProviderRecord, cancellationToken);

    /// <summary>Forgets what was set of a provider, and its stored key. What configuration and environment say stays.</summary>
    /// <exception cref="AgentsApiException">404 nothing was set of it.</exception>
    public Task DeleteAsync(string name, CancellationToken cancellationToken = default)
        => _connection.SendAsync(new HttpRequestMessage(HttpMethod.Delete, Of(name)), AgentsJson.Wire.DeletedReply, [], TimeSpan.Zero, cancellationToken);

    private static string Of(string name) => $"{Root}/{ApiPath.Segment(name)}";
}
