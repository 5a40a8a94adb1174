namespace Agents.Client.Metrics;

/// <summary>Which executions a summary is of; what is null does not filter.</summary>
public sealed record MetricsFilter
{
    /// <summary>Accepted at or after this time; null means 7 days before <see cref="To"/>.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Accepted before this time; null means now.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Executions of this workflow.</summary>
    public string? WorkflowId { get; init; }

    /// <summary>Executions of this deployment.</summary>
    public string? DeploymentId { get; init; }
}
