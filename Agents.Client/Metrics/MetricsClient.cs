using Agents.Client.Connections;
using Agents.Client.Json;
using Agents.Client.Problems;

namespace Agents.Client.Metrics;

/// <summary>What executions came to.</summary>
public sealed class MetricsClient
{
    private readonly ApiConnection _connection;

    internal MetricsClient(ApiConnection connection) => _connection = connection;

    /// <summary>Counts, tokens and cost of a period's executions by workflow, model and day.</summary>
    /// <exception cref="AgentsApiException">400 where the period is longer than 366 days or ends before it begins.</exception>
    public Task<MetricsSummary> GetSummaryAsync(MetricsFilter? filter = null, CancellationToken cancellationToken = default)
        => _connection.GetAsync(
            new ApiPath("api/v1/metrics/summary")
                .With("from", filter?.From)
                .With("to", filter?.To)
                .With("workflow_id", filter?.WorkflowId)
                .With("deployment_id", filter?.DeploymentId)
                .ToString(),
            AgentsJson.Wire.MetricsSummary,
            cancellationToken);
}
