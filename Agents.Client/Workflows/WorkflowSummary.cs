namespace Agents.Client.Workflows;

/// <summary>A workflow in a list: its current version and how it has been doing.</summary>
public record WorkflowSummary
{
    /// <summary>The workflow's id, as in its definition.</summary>
    public required string Id { get; init; }

    /// <summary>Its name for people; the id where the definition has none.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for; null where the definition does not say.</summary>
    public string? Description { get; init; }

    /// <summary><c>graph</c>, <c>workflow</c> (the state-machine format) or <c>design</c>.</summary>
    public required string Format { get; init; }

    /// <summary>The server's number of the current version, from 1; after a rollback not the newest one.</summary>
    public required int Version { get; init; }

    /// <summary>The definition's own <c>version</c>, a label only; null where it has none.</summary>
    public string? VersionLabel { get; init; }

    /// <summary>Tags for search.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>For whom it is; null where the definition does not say.</summary>
    public string? Persona { get; init; }

    /// <summary>How hard it is to use, as its author wrote it; null where the definition does not say.</summary>
    public string? Difficulty { get; init; }

    /// <summary>How long it usually takes, as its author wrote it; null where the definition does not say.</summary>
    public string? EstimatedTime { get; init; }

    /// <summary>What the newest executions that completed came to on average; null where there are none.</summary>
    public UsualExecution? Usual { get; init; }

    /// <summary><c>active</c> or <c>disabled</c>: <see cref="WorkflowStatuses"/>. A disabled workflow starts no executions.</summary>
    public string Status { get; init; } = WorkflowStatuses.Active;

    /// <summary>How many states the definition has.</summary>
    public int StateCount { get; init; }

    /// <summary>Names of the inputs, required ones first.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>When the first version was stored.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the current version became the current one.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The execution that was started last; null where there is none.</summary>
    public LastExecution? LastExecution { get; init; }

    /// <summary>Completed ones among the executions that ended in the last 30 days and were not cancelled, 0 to 1; null where there are none.</summary>
    public double? SuccessRate { get; init; }
}

/// <summary>What executions came to on average.</summary>
/// <param name="Executions">How many were looked at, at most 50.</param>
/// <param name="Seconds">How long one took.</param>
/// <param name="Tokens">Tokens of one, in and out.</param>
/// <param name="CostUsd">What one cost; null where a price is unknown.</param>
public sealed record UsualExecution(long Executions, double Seconds, long Tokens, decimal? CostUsd);

/// <summary>The execution that was started last.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">Its status: <see cref="Executions.ExecutionStatuses"/>.</param>
/// <param name="CreatedAt">When it was accepted.</param>
public sealed record LastExecution(string Id, string Status, DateTimeOffset CreatedAt);
