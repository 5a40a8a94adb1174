using System.Net.Http.Json;
using Agents.Client.Connections;
using Agents.Client.Json;
using Agents.Client.Paging;
using Agents.Client.Problems;
using Agents.Client.Secrets;

namespace Agents.Client.Hooks;

/// <summary>The endpoints of incoming webhooks.</summary>
public sealed class HooksClient
{
    private const string Root = "api/v1/webhooks";

    private readonly ApiConnection _connection;

    internal HooksClient(ApiConnection connection) => _connection = connection;

    /// <summary>Lets other systems start a workflow or a deployment at <c>/hooks/{name}</c>.</summary>
    /// <exception cref="AgentsApiException">404 where there is no such workflow or deployment, 409 where the name is taken, 400 where something does not fit.</exception>
    public Task<HookRecord> AddAsync(AddHook hook, CancellationToken cancellationToken = default)
        => _connection.PostAsync(Root, JsonContent.Create(hook, AgentsJson.Wire.AddHook), AgentsJson.Wire.HookRecord, cancellationToken);

    /// <summary>Lists them by name.</summary>
    /// <param name="cursor">Where to go on; null begins with the first.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<ItemPage<HookRecord>> ListAsync(string? cursor = null, CancellationToken cancellationToken = default)
        => _connection.GetAsync(new ApiPath(Root).With("cursor", cursor).ToString(), AgentsJson.Wire.ItemPageHookRecord, cancellationToken);

    /// <summary>Removes one with what came in; executions are kept.</summary>
    /// <exception cref="AgentsApiException">404 where there is none.</exception>
    public Task<DeletedReply> DeleteAsync(string name, CancellationToken cancellationToken = default)
        => _connection.SendAsync(new HttpRequestMessage(HttpMethod.Delete, $"{Root}/{ApiPath.Segment(name)}"), AgentsJson.Wire.DeletedReply, [], TimeSpan.Zero, cancellationToken);

    /// <summary>What came in, the latest first.</summary>
    /// <param name="name">Only through this hook; null means all.</param>
    /// <param name="cursor">Where to go on; null begins with the latest.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<ItemPage<HookEventRecord>> ListEventsAsync(string? name = null, string? cursor = null, CancellationToken cancellationToken = default)
        => _connection.GetAsync(new ApiPath($"{Root}/events").With("name", name).With("cursor", cursor).ToString(), AgentsJson.Wire.ItemPageHookEventRecord, cancellationToken);

    /// <summary>Starts another execution with what came in.</summary>
    /// <exception cref="AgentsApiException">404 where there is no such event, 409 where its hook is gone.</exception>
    public Task<HookReceipt> ReplayAsync(string id, CancellationToken cancellationToken = default)
        => _connection.PostAsync($"{Root}/events/{ApiPath.Segment(id)}/replay", null, AgentsJson.Wire.HookReceipt, cancellationToken);
}
