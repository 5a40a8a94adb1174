using System.Net.Http.Json;
using Agents.Client.Connections;
using Agents.Client.Json;
using Agents.Client.Problems;

namespace Agents.Client.Secrets;

/// <summary>The endpoints of secrets.</summary>
public sealed class SecretsClient
{
    private const string Root = "api/v1/settings/secrets";

    private readonly ApiConnection _connection;

    internal SecretsClient(ApiConnection connection) => _connection = connection;

    /// <summary>Names and dates of the stored secrets.</summary>
    public async Task<IReadOnlyList<SecretRecord>> ListAsync(CancellationToken cancellationToken = default)
        => (await _connection.GetAsync(Root, AgentsJson.Wire.SecretList, cancellationToken)).Items;

    /// <summary>Stores a secret over any before. The key of a provider is tested; it is stored whatever comes of that.</summary>
    /// <exception cref="AgentsApiException">400 the name or the value cannot be used.</exception>
    public Task<SetSecretReply> SetAsync(SetSecret secret, CancellationToken cancellationToken = default)
        => _connection.PostAsync(Root, JsonContent.Create(secret, AgentsJson.Wire.SetSecret), AgentsJson.Wire.SetSecretReply, cancellationToken);

    /// <summary>Deletes a secret.</summary>
    /// <exception cref="AgentsApiException">404 there is none of that name.</exception>
    public Task DeleteAsync(string name, CancellationToken cancellationToken = default)
        => _connection.SendAsync(
            new HttpRequestMessage(HttpMethod.Delete, $"{Root}/{ApiPath.Segment(name)}"), AgentsJson.Wire.DeletedReply, [], TimeSpan.Zero, cancellationToken);

    /// <summary>Makes a new key and encrypts all values with it.</summary>
    public Task<RotationReply> RotateAsync(CancellationToken cancellationToken = default)
        => _connection.PostAsync($"{Root}/rotate", null, AgentsJson.Wire.RotationReply, cancellationToken);

    /// <summary>Encrypts all values with the key that is in use.</summary>
    public Task<RotationReply> ReencryptAsync(CancellationToken cancellationToken = default)
        => _connection.PostAsync($"{Root}/reencrypt", null, AgentsJson.Wire.RotationReply, cancellationToken);
}
