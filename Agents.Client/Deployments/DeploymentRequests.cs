using System.Text.Json;
using Agents.Client.Executions;

namespace Agents.Client.Deployments;

/// <summary>The body of <c>POST /deployments</c>. The server also takes <c>design_id</c> for <c>workflow_id</c>.</summary>
/// <param name="WorkflowId">The workflow.</param>
public sealed record CreateDeployment(string WorkflowId)
{
    /// <summary>Its path below <c>/api/deployed/</c>; null means the workflow's id.</summary>
    public string? EndpointPath { get; init; }

    /// <summary>Its id; null means one made of the path.</summary>
    public string? Id { get; init; }

    /// <summary>Its name for people; null means the workflow's.</summary>
    public string? Name { get; init; }

    /// <summary>The version that its calls run; null means the current one. A newer version is taken by promoting it.</summary>
    public int? Version { get; init; }

    /// <summary>What its executions may spend in a day in UTC; null means no limit. Limits no time.</summary>
    public BudgetRecord? Budget { get; init; }

    /// <summary>How long its executions are kept after their ends; null means as long as all others.</summary>
    public DeploymentRetention? Retention { get; init; }
}

/// <summary>The body of <c>PUT /deployments/{id}</c>; null leaves as it is.</summary>
public sealed record ChangeDeployment
{
    /// <summary><see cref="DeploymentStatuses.Active"/> or <see cref="DeploymentStatuses.Inactive"/>.</summary>
    public string? Status { get; init; }

    /// <summary>Why it is inactive; callers are told.</summary>
    public string? Reason { get; init; }

    /// <summary>Its name for people.</summary>
    public string? Name { get; init; }

    /// <summary>Its path below <c>/api/deployed/</c>.</summary>
    public string? EndpointPath { get; init; }

    /// <summary>The version that its calls run.</summary>
    public int? Version { get; init; }

    /// <summary>What its executions may spend in a day in UTC; an empty one limits nothing; executions that the old one held try again. Limits no time.</summary>
    public BudgetRecord? Budget { get; init; }

    /// <summary>How long its executions are kept after their ends; an empty one means as long as all others.</summary>
    public DeploymentRetention? Retention { get; init; }

    /// <summary>What callers of its endpoint are held to, as a whole; an empty one sets nothing.</summary>
    public DeploymentTraffic? Traffic { get; init; }
}

/// <summary>The body of <c>POST /deployments/register</c>: something that runs elsewhere.</summary>
/// <param name="DeploymentId">Its id.</param>
/// <param name="Host">Where it runs.</param>
/// <param name="Port">The port there, 1 to 65535.</param>
public sealed record RegisterDeployment(string DeploymentId, string Host, int Port)
{
    /// <summary><see cref="DeploymentKinds.Container"/> for what <c>agents serve</c> runs; null means <see cref="DeploymentKinds.External"/>.</summary>
    public string? Kind { get; init; }

    /// <summary>Its name for people; null means its id.</summary>
    public string? DeploymentName { get; init; }

    /// <summary>What it runs; null where nobody said.</summary>
    public string? WorkflowName { get; init; }

    /// <summary>For how many seconds it counts as alive without a heartbeat, 1 to 86,400; null means 60.</summary>
    public int? TtlSeconds { get; init; }

    /// <summary>Whether it is registered only if its <c>/health</c> answers well; null means no.</summary>
    public bool? VerifyHealth { get; init; }

    /// <summary>What it can do.</summary>
    public IReadOnlyList<string>? Capabilities { get; init; }

    /// <summary>What else it says of itself: a JSON object; null means an empty one.</summary>
    public JsonElement? Metadata { get; init; }
}

/// <summary>The body of <c>POST /deployments/{id}/execute</c>. The server also takes <c>input</c> and <c>input_data</c> for <c>inputs</c>.</summary>
public sealed record ExecuteDeployment
{
    /// <summary>A JSON object that fits the workflow's input schema; null means an empty one.</summary>
    public JsonElement? Inputs { get; init; }

    /// <summary>Values for the environment variables that the definition reads; null means none.</summary>
    public IReadOnlyDictionary<string, string>? Env { get; init; }
}

/// <summary>The body of <c>POST /deployments/{id}/promote</c>.</summary>
public sealed record PromoteDeployment
{
    /// <summary>The version; null means the canary's.</summary>
    public int? Version { get; init; }

    /// <summary>Percent of the calls that it takes as a canary, 1 to 99; null means that all calls run it from here on.</summary>
    public int? Share { get; init; }
}

/// <summary>A call that is not over: the reply of <c>POST /api/deployed/{path}</c> with 202.</summary>
/// <param name="ExecutionId">Its execution.</param>
/// <param name="Status">One of <see cref="Executions.ExecutionStatuses"/>.</param>
/// <param name="StatusUrl">Where to ask for its end, relative to the gateway.</param>
/// <param name="StreamUrl">Where to watch it as server-sent events, relative to the gateway.</param>
public sealed record CallAccepted(string ExecutionId, string Status, string StatusUrl, string StreamUrl);

/// <summary>What a cleanup removed.</summary>
/// <param name="Removed">Ids of deployments that were dead. Their executions are kept.</param>
public sealed record CleanupReply(IReadOnlyList<string> Removed);
