namespace Agents.Silo.Metrics;

/// <summary>Executions of one workflow on one day.</summary>
internal sealed record UsageRow
{
    public required string WorkflowId { get; init; }

    public required string WorkflowName { get; init; }

    /// <summary>In UTC, e.g. <c>2026-01-31</c>.</summary>
    public required string Day { get; init; }

    public required string NewestId { get; init; }

    public long Executions { get; init; }

    public long Completed { get; init; }

    public long Failed { get; init; }

    public long TimedOut { get; init; }

    public long Cancelled { get; init; }

    public long InputTokens { get; init; }

    public long OutputTokens { get; init; }

    public double? CostUsd { get; init; }

    public long UnknownCosts { get; init; }

    /// <summary>Of those that ended.</summary>
    public double? Seconds { get; init; }

    public long Ended { get; init; }
}

/// <summary>Answers of one model.</summary>
internal sealed record ModelRow
{
    public required string Provider { get; init; }

    public required string Model { get; init; }

    public long Calls { get; init; }

    public long InputTokens { get; init; }

    public long OutputTokens { get; init; }

    public double? CostUsd { get; init; }

    public long UnknownCosts { get; init; }

    public double? Seconds { get; init; }
}
