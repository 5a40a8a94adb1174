using System.Text.Json;
using System.Text.Json.Serialization;

namespace Agents.Client.Schedules;

/// <summary>The body of <c>POST /schedules</c>: one of workflow and deployment, one of cron expression and interval.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CreateSchedule
{
    /// <summary>Its id; null means one made of what it starts.</summary>
    public string? Id { get; init; }

    /// <summary>Its name for people; null means its id.</summary>
    public string? Name { get; init; }

    /// <summary>The workflow that it starts.</summary>
    public string? WorkflowId { get; init; }

    /// <summary>The workflow's version; null means the one that is current when it fires.</summary>
    public int? Version { get; init; }

    /// <summary>The deployment that it starts.</summary>
    public string? DeploymentId { get; init; }

    /// <summary>Five fields, six with seconds first, or a macro.</summary>
    public string? Cron { get; init; }

    /// <summary>Seconds between firings, 1 to 31,622,400.</summary>
    public int? IntervalSeconds { get; init; }

    /// <summary>An IANA time zone; null means <c>UTC</c>.</summary>
    public string? Timezone { get; init; }

    /// <summary>What its executions are started with: a JSON object; null means an empty one.</summary>
    public JsonElement? Inputs { get; init; }

    /// <summary>One of <see cref="OverlapPolicies"/>; null means skip.</summary>
    public string? Overlap { get; init; }

    /// <summary>One of <see cref="CatchUpPolicies"/>; null means last.</summary>
    public string? CatchUp { get; init; }

    /// <summary>1 to 1,000; null means 100.</summary>
    public int? CatchUpLimit { get; init; }

    /// <summary>0 to 3,600; null means 0.</summary>
    public int? JitterSeconds { get; init; }

    /// <summary>Whether it fires at once; null means it does.</summary>
    public bool? Enabled { get; init; }
}

/// <summary>The body of <c>PUT /schedules/{id}</c>; null leaves as it is.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ChangeSchedule
{
    /// <summary>Its name for people.</summary>
    public string? Name { get; init; }

    /// <summary>In place of what it had, also of an interval.</summary>
    public string? Cron { get; init; }

    /// <summary>In place of what it had, also of a cron expression; counted from now.</summary>
    public int? IntervalSeconds { get; init; }

    /// <summary>An IANA time zone.</summary>
    public string? Timezone { get; init; }

    /// <summary>What its executions are started with: a JSON object.</summary>
    public JsonElement? Inputs { get; init; }

    /// <summary>One of <see cref="OverlapPolicies"/>.</summary>
    public string? Overlap { get; init; }

    /// <summary>One of <see cref="CatchUpPolicies"/>.</summary>
    public string? CatchUp { get; init; }

    /// <summary>1 to 1,000.</summary>
    public int? CatchUpLimit { get; init; }

    /// <summary>0 to 3,600.</summary>
    public int? JitterSeconds { get; init; }
}

/// <summary>The body of <c>POST /schedules/{id}/pause</c>.</summary>
/// <param name="Reason">Why; null where nobody says.</param>
public sealed record PauseSchedule(string? Reason = null);
