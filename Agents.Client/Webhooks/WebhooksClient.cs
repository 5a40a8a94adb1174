using Agents.Client.Connections;
using Agents.Client.Json;
using Agents.Client.Paging;
using Agents.Client.Problems;

namespace Agents.Client.Webhooks;

/// <summary>The endpoints of messages to other systems.</summary>
public sealed class WebhooksClient
{
    private const string Root = "api/v1/webhooks/dead";

    private readonly ApiConnection _connection;

    internal WebhooksClient(ApiConnection connection) => _connection = connection;

    /// <summary>Lists messages that were given up, the latest first.</summary>
    /// <param name="cursor">Where to go on; null begins with the first.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<ItemPage<OutgoingWebhook>> ListDeadAsync(string? cursor = null, CancellationToken cancellationToken = default)
        => _connection.GetAsync(new ApiPath(Root).With("cursor", cursor).ToString(), AgentsJson.Wire.ItemPageOutgoingWebhook, cancellationToken);

    /// <summary>Makes a message that was given up owed again.</summary>
    /// <exception cref="AgentsApiException">404 where there is no such message, or it is not dead.</exception>
    public Task<OutgoingWebhook> RetryAsync(string id, CancellationToken cancellationToken = default)
        => _connection.PostAsync($"{Root}/{ApiPath.Segment(id)}/retry", null, AgentsJson.Wire.OutgoingWebhook, cancellationToken);
}
