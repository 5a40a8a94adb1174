using System.Net.Http.Json;
using Agents.Client.Connections;
using Agents.Client.Json;
using Agents.Client.Problems;

namespace Agents.Client.Retention;

/// <summary>The retention endpoints.</summary>
public sealed class RetentionClient
{
    private const string Root = "api/v1/settings/retention";

    private readonly ApiConnection _connection;

    internal RetentionClient(ApiConnection connection) => _connection = connection;

    /// <summary>How long ended executions are kept, and what was removed.</summary>
    public Task<RetentionRecord> GetAsync(CancellationToken cancellationToken = default)
        => _connection.GetAsync(Root, AgentsJson.Wire.RetentionRecord, cancellationToken);

    /// <summary>Sets how long; null keeps them for ever. What is too old by it goes within a minute.</summary>
    /// <exception cref="AgentsApiException">400 not 1 to 36,500 days.</exception>
    public Task<RetentionRecord> SetAsync(int? days, CancellationToken cancellationToken = default)
        => _connection.PutAsync(Root, JsonContent.Create(new SetRetention(days), AgentsJson.Wire.SetRetention), AgentsJson.Wire.RetentionRecord, cancellationToken);

    /// <summary>Removes some of what is too old now, instead of at the next run.</summary>
    public Task<RetentionRun> RunAsync(CancellationToken cancellationToken = default)
        => _connection.PostAsync($"{Root}/run", null, AgentsJson.Wire.RetentionRun, cancellationToken);
}
