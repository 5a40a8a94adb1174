namespace Agents.Client.Executions;

/// <summary>An execution in a list.</summary>
public record ExecutionSummary
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The workflow that runs.</summary>
    public required string WorkflowId { get; init; }

    /// <summary>The workflow's name for people.</summary>
    public required string WorkflowName { get; init; }

    /// <summary>The server's number of the version that runs.</summary>
    public required int WorkflowVersion { get; init; }

    /// <summary>One of <see cref="ExecutionStatuses"/>.</summary>
    public required string Status { get; init; }

    /// <summary>One of <see cref="TriggerTypes"/>.</summary>
    public required string TriggerType { get; init; }

    /// <summary><see cref="RunModes.Full"/> or <see cref="RunModes.TestRun"/>.</summary>
    public string RunMode { get; init; } = RunModes.Full;

    /// <summary>Who started it; null where nobody said.</summary>
    public string? TriggeredBy { get; init; }

    /// <summary>The deployment that it was started through; null where it was started directly.</summary>
    public string? DeploymentId { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its first state began; null before that.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended, however it ended; null before that.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>From start to end, waits included; null until it has ended.</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>Tokens of all model calls, retries included.</summary>
    public TokenCount TotalTokens { get; init; } = TokenCount.None;

    /// <summary>US dollars for all model calls; null where a price is unknown, which is not the same as 0.</summary>
    public decimal? TotalCostUsd { get; init; }

    /// <summary>The state that was entered last; null before the first one and after the end.</summary>
    public string? CurrentState { get; init; }

    /// <summary>What ended it; null unless it failed or timed out.</summary>
    public ExecutionErrorRecord? Error { get; init; }
}

/// <summary>Tokens of model calls.</summary>
/// <param name="Input">Sent.</param>
/// <param name="Output">Received.</param>
public sealed record TokenCount(long Input, long Output)
{
    /// <summary>Nothing used.</summary>
    public static TokenCount None { get; } = new(0, 0);

    /// <summary>Both together.</summary>
    public long Total => Input + Output;
}

/// <summary>A failure as data.</summary>
/// <param name="Category">One of architecture §5.5, e.g. <c>provider_error</c>.</param>
/// <param name="Message">What went wrong and what to do, for people; never a stack trace, never a secret.</param>
public sealed record ExecutionErrorRecord(string Category, string Message)
{
    /// <summary>The definition's own code (<c>fail</c> states); null elsewhere.</summary>
    public string? Code { get; init; }

    /// <summary>The state that failed; null where the whole execution did.</summary>
    public string? State { get; init; }

    /// <summary>The step that failed; null where the whole execution did.</summary>
    public string? StepId { get; init; }

    /// <summary>The attempt that failed, from 1; null where no attempt did.</summary>
    public int? Attempt { get; init; }
}
