using System.Text;
using Agents.Client.Deployments;
using Agents.Core.Workflows;

namespace Agents.Silo.Deployments;

/// <summary>A row of <c>deployments</c> with the versions that its aliases name.</summary>
internal sealed record DeploymentRow
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Kind { get; init; }

    /// <summary>What somebody set.</summary>
    public required string Status { get; init; }

    public string? StatusReason { get; init; }

    public string? WorkflowId { get; init; }

    public string? WorkflowName { get; init; }

    public string? EndpointPath { get; init; }

    public string? Host { get; init; }

    public long? Port { get; init; }

    public required string Capabilities { get; init; }

    public required string Metadata { get; init; }

    public required long TtlSeconds { get; init; }

    public DateTimeOffset? LastHeartbeat { get; init; }

    public DateTimeOffset? ExpiredAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public long? Version { get; init; }

    public long? PreviousVersion { get; init; }

    public long? CanaryVersion { get; init; }

    public long? CanaryShare { get; init; }

    /// <summary>What its executions may spend in a day, as JSON; empty limits nothing.</summary>
    public string Budget { get; init; } = "{}";

    /// <summary>How many days its executions are kept after their ends; null is as Settings say, 0 is for ever.</summary>
    public long? RetentionDays { get; init; }

    /// <summary>What callers are held to, as JSON; null where nothing was set.</summary>
    public string? Traffic { get; init; }

    /// <inheritdoc cref="Budget"/>
    public Budget Limits => Core.Workflows.Budget.Parse(Encoding.UTF8.GetBytes(Budget));

    public bool IsEndpoint => Kind == DeploymentKinds.Endpoint;

    public TimeSpan Ttl => TimeSpan.FromSeconds(TtlSeconds);

    /// <summary>Whether it was heard of within its TTL. An endpoint runs in here.</summary>
    public bool IsAlive(DateTimeOffset now) => IsEndpoint || now <= LastHeartbeat + Ttl;
}

/// <summary>What a list wants; null means any.</summary>
internal sealed record DeploymentFilter(string? WorkflowId, string? Kind, string? After, int Limit)
{
    /// <summary>For <c>LIKE</c>: what id, name or path have in them.</summary>
    public string? Pattern { get; init; }
}

/// <summary>What is to be an endpoint.</summary>
internal sealed record NewEndpoint(string Id, string Name, string WorkflowId, string WorkflowName, int Version, string EndpointPath, DeploymentLimits Limits);

/// <summary>What tells of itself.</summary>
internal sealed record Registration(string Id, string Name, string Kind, string? WorkflowName, string Host, int Port, string Capabilities, string Metadata, int TtlSeconds);

/// <summary>What is to be different; null leaves as it is.</summary>
internal sealed record DeploymentChange(string? Name, string? EndpointPath, string? Status, string? Reason, int? Version, DeploymentLimits Limits)
{
    /// <summary>What callers are held to, as the column has it.</summary>
    public string? Traffic { get; init; }
}

/// <summary>What became of a change. A closed family.</summary>
internal abstract record DeploymentOutcome;

/// <summary>It is done.</summary>
internal sealed record Kept : DeploymentOutcome;

/// <summary>There is no such deployment.</summary>
internal sealed record NoDeployment : DeploymentOutcome;

/// <summary>Another deployment has the path.</summary>
internal sealed record PathTaken(string By) : DeploymentOutcome;

/// <summary>Another deployment has the id.</summary>
internal sealed record IdTaken : DeploymentOutcome;
