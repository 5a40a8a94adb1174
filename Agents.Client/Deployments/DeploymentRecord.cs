using System.Text.Json;
using Agents.Client.Budgets;
using Agents.Client.Executions;

namespace Agents.Client.Deployments;

/// <summary>A workflow that is reachable at an address.</summary>
public sealed record DeploymentRecord
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name for people.</summary>
    public required string Name { get; init; }

    /// <summary>One of <see cref="DeploymentKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>One of <see cref="DeploymentStatuses"/>.</summary>
    public required string Status { get; init; }

    /// <summary>Why it is not active; null where it is, or where nobody said.</summary>
    public string? StatusReason { get; init; }

    /// <summary><see cref="DeploymentHealth.Alive"/> or <see cref="DeploymentHealth.Dead"/>, as of now.</summary>
    public required string Health { get; init; }

    /// <summary>The workflow that it runs; null where that is not one of this server.</summary>
    public string? WorkflowId { get; init; }

    /// <summary>The workflow's name for people; null where nobody said.</summary>
    public string? WorkflowName { get; init; }

    /// <summary>The version that its calls run; null where the workflow is not one of this server.</summary>
    public int? Version { get; init; }

    /// <summary>The version that a rollback goes back to; null where there was none before.</summary>
    public int? PreviousVersion { get; init; }

    /// <summary>The version that a share of its calls runs instead; null where there is none.</summary>
    public CanaryRecord? Canary { get; init; }

    /// <summary>Its path below <c>/api/deployed/</c>; null where it is not an endpoint.</summary>
    public string? EndpointPath { get; init; }

    /// <summary>Where it is called: relative to the gateway for an endpoint, else absolute.</summary>
    public required string Url { get; init; }

    /// <summary>Where it runs; null for an endpoint, which runs here.</summary>
    public string? Host { get; init; }

    /// <summary>The port there; null for an endpoint.</summary>
    public int? Port { get; init; }

    /// <summary>When it was last heard of, in UTC; null for an endpoint.</summary>
    public DateTimeOffset? LastHeartbeat { get; init; }

    /// <summary>For how many seconds it counts as alive without a heartbeat; null for an endpoint.</summary>
    public int? TtlSeconds { get; init; }

    /// <summary>What it says that it can do.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>What else it says of itself: a JSON object.</summary>
    public JsonElement? Metadata { get; init; }

    /// <summary>When it was made, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed, in UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When its newest execution began; null where it has none.</summary>
    public DateTimeOffset? LastExecutionAt { get; init; }

    /// <summary>How many of its executions are kept.</summary>
    public long ExecutionCount { get; init; }

    /// <summary>What its executions, sub-workflows included, may spend in a day in UTC; null means no limit.</summary>
    public BudgetRecord? Budget { get; init; }

    /// <summary>What they have spent today since it has a budget; null where it has none.</summary>
    public SpendingRecord? SpentToday { get; init; }

    /// <summary>How long its executions are kept after their ends; null means as long as all others.</summary>
    public DeploymentRetention? Retention { get; init; }

    /// <summary>What callers of its endpoint are held to; null where nothing is set.</summary>
    public DeploymentTraffic? Traffic { get; init; }
}

/// <summary>How long executions of a deployment are kept after their ends. Neither means as long as all others.</summary>
public sealed record DeploymentRetention
{
    /// <summary>Days, 1 to 36,500; null where it is not a number of days.</summary>
    public int? Days { get; init; }

    /// <summary>Whether they are never removed.</summary>
    public bool Forever { get; init; }
}

/// <summary>A version that a share of the calls runs.</summary>
/// <param name="Version">The server's number.</param>
/// <param name="Share">Percent of the calls, 1 to 100.</param>
public sealed record CanaryRecord(int Version, int Share);

/// <summary>What a deployment is.</summary>
public static class DeploymentKinds
{
    /// <summary>Served by this server below <c>/api/deployed/</c>.</summary>
    public const string Endpoint = "endpoint";

    /// <summary>A container that this server started.</summary>
    public const string Container = "container";

    /// <summary>Runs somewhere else and registered itself, or was registered.</summary>
    public const string External = "external";
}

/// <summary>Whether a deployment takes calls.</summary>
public static class DeploymentStatuses
{
    /// <summary>It does.</summary>
    public const string Active = "active";

    /// <summary>Somebody switched it or its workflow off, or nothing was heard of it.</summary>
    public const string Inactive = "inactive";

    /// <summary>It cannot: the reason is with it.</summary>
    public const string Error = "error";
}

/// <summary>Whether a deployment was heard of lately.</summary>
public static class DeploymentHealth
{
    /// <summary>It was; an endpoint always is.</summary>
    public const string Alive = "alive";

    /// <summary>Its last heartbeat is older than its TTL.</summary>
    public const string Dead = "dead";
}
