using Agents.Client.Workflows;

namespace Agents.Silo.Workflows;

/// <summary>A row of <c>workflows</c>.</summary>
internal sealed record WorkflowRow
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    public required string Status { get; init; }

    public required long CurrentVersion { get; init; }

    public required string Tags { get; init; }

    public string? Persona { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>A row of <c>workflow_versions</c>.</summary>
internal sealed record WorkflowVersionRow
{
    public string WorkflowId { get; init; } = "";

    public required long Version { get; init; }

    public string? Label { get; init; }

    public required string ContentHash { get; init; }

    public string FileName { get; init; } = "";

    public string Definition { get; init; } = "";

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>What a start needs to know of a workflow.</summary>
internal sealed record WorkflowStanding(long CurrentVersion, string Status)
{
    public bool IsDisabled => Status == WorkflowStatuses.Disabled;
}

/// <summary>What became of a definition that was to be stored. A closed family.</summary>
internal abstract record SaveOutcome;

/// <summary>It is stored and current.</summary>
/// <param name="Version">Its number.</param>
/// <param name="IsNew">Whether the content was not there before.</param>
internal sealed record SavedVersion(int Version, bool IsNew) : SaveOutcome;

/// <summary>Another version is the current one than was expected; nothing is stored.</summary>
/// <param name="Current">The current one; null where there is no such workflow.</param>
internal sealed record SaveConflict(int? Current) : SaveOutcome;

/// <summary>What a list wants.</summary>
internal sealed record WorkflowFilter(string? Status, string? Persona, string? Tag, string? Query, string? After, int Limit)
{
    public string? Difficulty { get; init; }
}

/// <summary>The newest execution of a workflow.</summary>
internal sealed record LastExecutionRow(string Id, string Status, DateTimeOffset CreatedAt);
