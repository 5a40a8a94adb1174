using System.Net.Http.Json;
using Agents.Client.Connections;
using Agents.Client.Json;
using Agents.Client.Problems;
using Agents.Client.Secrets;

namespace Agents.Client.Access;

/// <summary>The endpoints of keys and of those who act with them.</summary>
public sealed class KeysClient
{
    private const string Root = "api/v1/settings/keys";

    private const string Principals = "api/v1/settings/principals";

    private readonly ApiConnection _connection;

    internal KeysClient(ApiConnection connection) => _connection = connection;

    /// <summary>Who asks, and what may be asked.</summary>
    /// <exception cref="AgentsApiException">401 there is no key, or none that works.</exception>
    public Task<CallerRecord> WhoAmIAsync(CancellationToken cancellationToken = default)
        => _connection.GetAsync("api/v1/whoami", AgentsJson.Wire.CallerRecord, cancellationToken);

    /// <summary>All keys, the newest first, those that work no more included.</summary>
    public async Task<IReadOnlyList<KeyRecord>> ListAsync(CancellationToken cancellationToken = default)
        => (await _connection.GetAsync(Root, AgentsJson.Wire.KeyList, cancellationToken)).Items;

    /// <summary>Makes a key. The answer is the only time that it is shown.</summary>
    /// <exception cref="AgentsApiException">400 the body says what no key can be.</exception>
    public Task<CreatedKey> CreateAsync(CreateKey key, CancellationToken cancellationToken = default)
        => _connection.PostAsync(Root, JsonContent.Create(key, AgentsJson.Wire.CreateKey), AgentsJson.Wire.CreatedKey, cancellationToken);

    /// <summary>Makes a key that may what another one may, which goes on working for a while.</summary>
    /// <param name="id">The key to replace.</param>
    /// <param name="overlap">How long that one still works; null is one day.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AgentsApiException">404 there is none of that id; 409 it works no more.</exception>
    public Task<CreatedKey> RotateAsync(string id, TimeSpan? overlap = null, CancellationToken cancellationToken = default)
        => _connection.PostAsync(
            $"{Root}/{ApiPath.Segment(id)}/rotate",
            JsonContent.Create(new RotateKey { OverlapSeconds = overlap?.TotalSeconds }, AgentsJson.Wire.RotateKey),
            AgentsJson.Wire.CreatedKey,
            cancellationToken);

    /// <summary>Ends a key at once.</summary>
    /// <exception cref="AgentsApiException">404 there is none of that id.</exception>
    public Task RevokeAsync(string id, CancellationToken cancellationToken = default) => DeleteAsync($"{Root}/{ApiPath.Segment(id)}", cancellationToken);

    /// <summary>The keys of a deployment, the newest first.</summary>
    /// <exception cref="AgentsApiException">404 there is no such deployment.</exception>
    public async Task<IReadOnlyList<KeyRecord>> ListOfDeploymentAsync(string deployment, CancellationToken cancellationToken = default)
        => (await _connection.GetAsync(OfDeployment(deployment), AgentsJson.Wire.KeyList, cancellationToken)).Items;

    /// <summary>Makes a key that may call a deployment and nothing else.</summary>
    /// <exception cref="AgentsApiException">400 the body says what no key can be; 404 there is no such deployment.</exception>
    public Task<CreatedKey> CreateOfDeploymentAsync(string deployment, CreateKey key, CancellationToken cancellationToken = default)
        => _connection.PostAsync(OfDeployment(deployment), JsonContent.Create(key, AgentsJson.Wire.CreateKey), AgentsJson.Wire.CreatedKey, cancellationToken);

    /// <summary>Ends a deployment's key at once.</summary>
    /// <exception cref="AgentsApiException">404 the deployment has no such key.</exception>
    public Task RevokeOfDeploymentAsync(string deployment, string id, CancellationToken cancellationToken = default)
        => DeleteAsync($"{OfDeployment(deployment)}/{ApiPath.Segment(id)}", cancellationToken);

    /// <summary>Who is in which team.</summary>
    public async Task<IReadOnlyList<PrincipalRecord>> ListPrincipalsAsync(CancellationToken cancellationToken = default)
        => (await _connection.GetAsync(Principals, AgentsJson.Wire.PrincipalList, cancellationToken)).Items;

    /// <summary>Says who is in which team; who is not named is in none.</summary>
    /// <exception cref="AgentsApiException">400 a name cannot be used.</exception>
    public async Task<IReadOnlyList<PrincipalRecord>> SetPrincipalsAsync(IReadOnlyList<PrincipalRecord> principals, CancellationToken cancellationToken = default)
        => (await _connection.PutAsync(
            Principals, JsonContent.Create(new PrincipalList(principals), AgentsJson.Wire.PrincipalList), AgentsJson.Wire.PrincipalList, cancellationToken)).Items;

    private static string OfDeployment(string id) => $"api/v1/deployments/{ApiPath.Segment(id)}/keys";

    private Task<DeletedReply> DeleteAsync(string path, CancellationToken cancellationToken)
        => _connection.SendAsync(new HttpRequestMessage(HttpMethod.Delete, path), AgentsJson.Wire.DeletedReply, [], TimeSpan.Zero, cancellationToken);
}
