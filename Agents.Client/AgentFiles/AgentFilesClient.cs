using Agents.Client.Connections;
using Agents.Client.Json;
using Agents.Client.Paging;

namespace Agents.Client.AgentFiles;

/// <summary>The endpoints of agent files.</summary>
public sealed class AgentFilesClient
{
    private readonly ApiConnection _connection;

    internal AgentFilesClient(ApiConnection connection) => _connection = connection;

    /// <summary>Lists the agents of all environments, those that are wrong or gone included.</summary>
    public Task<ItemPage<AgentRecord>> ListAsync(CancellationToken cancellationToken = default)
        => _connection.GetAsync("api/v1/agents", AgentsJson.Wire.ItemPageAgentRecord, cancellationToken);

    /// <summary>One agent, named as workflows name it: <c>name</c> or <c>name@environment</c>.</summary>
    public Task<AgentDetail> GetAsync(string name, CancellationToken cancellationToken = default)
        => _connection.GetAsync($"api/v1/agents/{ApiPath.Segment(name)}", AgentsJson.Wire.AgentDetail, cancellationToken);

    /// <summary>Reads the files of environments now, and stores what has changed.</summary>
    /// <param name="isDry">Whether only to say what would be done.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<SyncReport> SyncAsync(bool isDry = false, CancellationToken cancellationToken = default)
        => _connection.PostAsync(isDry ? "api/v1/sync?dry_run=true" : "api/v1/sync", null, AgentsJson.Wire.SyncReport, cancellationToken);
}
