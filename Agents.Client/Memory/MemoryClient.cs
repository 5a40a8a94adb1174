using Agents.Client.Connections;
using Agents.Client.Json;
using Agents.Client.Paging;
using Agents.Client.Problems;

namespace Agents.Client.Memory;

/// <summary>The endpoints of what agents remember.</summary>
public sealed class MemoryClient
{
    private const string Root = "api/v1/memory";

    private readonly ApiConnection _connection;

    internal MemoryClient(ApiConnection connection) => _connection = connection;

    /// <summary>Lists records, the latest first.</summary>
    public Task<ItemPage<MemoryRecord>> ListAsync(MemoryFilter filter, CancellationToken cancellationToken = default)
        => _connection.GetAsync(
            new ApiPath(Root).With("scope", filter.Scope).With("owner", filter.Owner).With("key", filter.Key).With("q", filter.Query).With("limit", filter.Limit).With("cursor", filter.Cursor).ToString(),
            AgentsJson.Wire.ItemPageMemoryRecord,
            cancellationToken);

    /// <summary>Deletes a record.</summary>
    /// <exception cref="AgentsApiException">404 there is none of that id.</exception>
    public Task DeleteAsync(string id, CancellationToken cancellationToken = default)
        => _connection.SendAsync(
            new HttpRequestMessage(HttpMethod.Delete, $"{Root}/{ApiPath.Segment(id)}"), AgentsJson.Wire.DeletedReply, [], TimeSpan.Zero, cancellationToken);
}
