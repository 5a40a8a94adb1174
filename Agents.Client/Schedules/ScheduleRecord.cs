using System.Text.Json;

namespace Agents.Client.Schedules;

/// <summary>A schedule.</summary>
public sealed record ScheduleRecord
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name for people.</summary>
    public required string Name { get; init; }

    /// <summary>The workflow that it starts; null where it starts a deployment.</summary>
    public string? WorkflowId { get; init; }

    /// <summary>The version that it starts; null means the current one, or the deployment's.</summary>
    public int? Version { get; init; }

    /// <summary>The deployment that it starts; null where it starts a workflow.</summary>
    public string? DeploymentId { get; init; }

    /// <summary>When it is due; null where it has an interval.</summary>
    public string? Cron { get; init; }

    /// <summary>How often it is due, in seconds; null where it has a cron expression.</summary>
    public int? IntervalSeconds { get; init; }

    /// <summary>The IANA time zone of the cron expression.</summary>
    public required string Timezone { get; init; }

    /// <summary>What its executions are started with: a JSON object.</summary>
    public required JsonElement Inputs { get; init; }

    /// <summary>One of <see cref="OverlapPolicies"/>.</summary>
    public required string Overlap { get; init; }

    /// <summary>One of <see cref="CatchUpPolicies"/>.</summary>
    public required string CatchUp { get; init; }

    /// <summary>How many missed firings are made up for at most, where all are.</summary>
    public required int CatchUpLimit { get; init; }

    /// <summary>How late it fires at most, so that not all schedules fire at once. How late within that never changes.</summary>
    public required int JitterSeconds { get; init; }

    /// <summary>One of <see cref="ScheduleStatuses"/>.</summary>
    public required string Status { get; init; }

    /// <summary>Why it is paused; null where it is not, or where nobody said.</summary>
    public string? PauseReason { get; init; }

    /// <summary>Since when it is paused; null where it is not.</summary>
    public DateTimeOffset? PausedAt { get; init; }

    /// <summary>One of <see cref="ScheduleSources"/>.</summary>
    public required string Source { get; init; }

    /// <summary>Its next due times, without jitter; empty while it is paused.</summary>
    public required IReadOnlyList<DateTimeOffset> NextDueAt { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>What became of a due time of a schedule.</summary>
public sealed record ScheduleFiringRecord
{
    /// <summary>The schedule.</summary>
    public required string ScheduleId { get; init; }

    /// <summary>When it was due, without jitter. Schedule and due time are the firing's identity.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>The last due time that this tells of, where it tells of several that were skipped; else null.</summary>
    public DateTimeOffset? UntilAt { get; init; }

    /// <summary>One of <see cref="FiringStatuses"/>.</summary>
    public required string Status { get; init; }

    /// <summary>One of <see cref="FiringReasons"/>; null where it started.</summary>
    public string? Reason { get; init; }

    /// <summary>What there is to say beside the reason; null for nothing.</summary>
    public string? Detail { get; init; }

    /// <summary>The execution; null where there is none.</summary>
    public string? ExecutionId { get; init; }

    /// <summary>How the execution stands; null where there is none, or none any more.</summary>
    public string? ExecutionStatus { get; init; }

    /// <summary>When it was decided what to do.</summary>
    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>When the execution began; null where it has not.</summary>
    public DateTimeOffset? StartedAt { get; init; }
}

/// <summary>When a cron expression or an interval is due.</summary>
/// <param name="Cron">The expression; null where it is an interval.</param>
/// <param name="IntervalSeconds">The interval; null where it is an expression.</param>
/// <param name="Timezone">The zone.</param>
/// <param name="Firings">The next due times; fewer than asked for where there are no more.</param>
public sealed record SchedulePreview(string? Cron, int? IntervalSeconds, string Timezone, IReadOnlyList<PreviewedFiring> Firings);

/// <summary>A due time to come.</summary>
/// <param name="DueAt">The instant.</param>
/// <param name="Local">The same on the zone's wall clock, with its offset.</param>
public sealed record PreviewedFiring(DateTimeOffset DueAt, string Local);

/// <summary>The time zones that schedules can have.</summary>
/// <param name="Items">IANA names in order.</param>
public sealed record TimeZoneList(IReadOnlyList<string> Items);
