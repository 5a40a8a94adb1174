namespace Agents.Client.Executions;

/// <summary>What a step waits for, or waited for.</summary>
/// <param name="Kind"><c>timer</c>, <c>signal</c>, <c>approval</c> or <c>workflow</c>.</param>
public sealed record StepWaitRecord(string Kind)
{
    /// <summary>When the wait is over, or is given up; null means never by itself.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The signal's name; null for other kinds.</summary>
    public string? Signal { get; init; }

    /// <summary>The approval's id; null for other kinds.</summary>
    public string? ApprovalId { get; init; }

    /// <summary>The execution that the step started; null for other kinds.</summary>
    public string? ExecutionId { get; init; }
}
