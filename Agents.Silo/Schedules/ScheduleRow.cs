using Agents.Client.Schedules;
using Agents.Core.Schedules;

namespace Agents.Silo.Schedules;

/// <summary>A row of <c>schedules</c>.</summary>
internal sealed record ScheduleRow
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? WorkflowId { get; init; }

    public long? Version { get; init; }

    public string? DeploymentId { get; init; }

    public string? Cron { get; init; }

    public long? IntervalSeconds { get; init; }

    public required string Timezone { get; init; }

    /// <summary>A JSON object.</summary>
    public required string Inputs { get; init; }

    public required string Overlap { get; init; }

    public required string CatchUp { get; init; }

    public required long CatchUpLimit { get; init; }

    public required long JitterSeconds { get; init; }

    public required string Status { get; init; }

    public DateTimeOffset? PausedAt { get; init; }

    public string? PauseReason { get; init; }

    public required string Source { get; init; }

    public required DateTimeOffset AnchorAt { get; init; }

    public DateTimeOffset? NextDueAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public bool IsActive => Status == ScheduleStatuses.Active;

    public OverlapPolicy OverlapPolicy => Enum.Parse<OverlapPolicy>(Overlap, ignoreCase: true);

    public CatchUpPolicy CatchUpPolicy => Enum.Parse<CatchUpPolicy>(CatchUp, ignoreCase: true);

    public TimeSpan Jitter => DueTimes.Jitter(Id, TimeSpan.FromSeconds(JitterSeconds));

    /// <summary>When it fires next; null while it is paused, and where it never does again.</summary>
    public DateTimeOffset? FiresAt => IsActive ? NextDueAt + Jitter : null;

    /// <summary>When it is due.</summary>
    /// <exception cref="InvalidDataException">The machine no longer knows the time zone.</exception>
    public ScheduleTiming Timing()
        => IntervalSeconds is { } seconds ? new IntervalTiming(TimeSpan.FromSeconds(seconds), AnchorAt)
            : !CronExpression.TryParse(Cron!, out var expression, out var problem) ? throw new InvalidDataException($"'{Cron}' {problem}.")
            : !TimeZones.TryFind(Timezone, out var zone, out problem) ? throw new InvalidDataException($"'{Timezone}' {problem}.")
            : new CronTiming(expression, zone);
}

/// <summary>A row of <c>schedule_firings</c> to be written.</summary>
/// <param name="ScheduleId">The schedule.</param>
/// <param name="DueAt">When it was due.</param>
/// <param name="UntilAt">The last due time that it tells of; null where it tells of one.</param>
/// <param name="Status">Its status in the table.</param>
/// <param name="Reason">Why it starts nothing; null where it does.</param>
/// <param name="ExecutionId">The execution that it starts; null for none.</param>
internal sealed record NewFiring(string ScheduleId, DateTimeOffset DueAt, DateTimeOffset? UntilAt, string Status, string? Reason, string? ExecutionId);

/// <summary>A firing that is to start its execution.</summary>
internal sealed record PendingFiring
{
    public required string ScheduleId { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public required string ExecutionId { get; init; }

    public string? WorkflowId { get; init; }

    public long? Version { get; init; }

    public string? DeploymentId { get; init; }

    public required string Inputs { get; init; }

    public required string Overlap { get; init; }

    /// <summary>What was claimed for a schedule now.</summary>
    public static PendingFiring Of(ScheduleRow schedule, NewFiring firing) => new()
    {
        ScheduleId = schedule.Id,
        DueAt = firing.DueAt,
        ExecutionId = firing.ExecutionId!,
        WorkflowId = schedule.WorkflowId,
        Version = schedule.Version,
        DeploymentId = schedule.DeploymentId,
        Inputs = schedule.Inputs,
        Overlap = schedule.Overlap,
    };
}

/// <summary>What became of a firing that was to start its execution.</summary>
/// <param name="Firing">The firing.</param>
/// <param name="Refusal">Why it was refused; null where it began.</param>
/// <param name="At">When.</param>
/// <param name="IsGone">Whether what it starts is not there any more.</param>
internal sealed record SettledFiring(PendingFiring Firing, string? Refusal, DateTimeOffset At, bool IsGone = false);

/// <summary>What there is to do.</summary>
internal sealed record ScheduleLook
{
    /// <summary>When the first schedule fires; null where none does.</summary>
    public DateTimeOffset? FiresAt { get; init; }

    /// <summary>Since when a firing is about to start; null where none is.</summary>
    public DateTimeOffset? PendingSince { get; init; }

    /// <summary>Not zero where firings wait for others.</summary>
    public long Queued { get; init; }
}
