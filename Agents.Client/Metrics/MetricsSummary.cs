namespace Agents.Client.Metrics;

/// <summary><c>GET /api/v1/metrics/summary</c>: what the executions of a period came to.</summary>
/// <param name="From">The period's first moment.</param>
/// <param name="To">The moment after its last.</param>
/// <param name="Total">All of them together.</param>
public sealed record MetricsSummary(DateTimeOffset From, DateTimeOffset To, UsageMetrics Total)
{
    /// <summary>By workflow, the one with most executions first.</summary>
    public IReadOnlyList<WorkflowMetrics> ByWorkflow { get; init; } = [];

    /// <summary>By day in UTC, oldest first. An execution belongs to the day on which it was accepted; days without any are left out.</summary>
    public IReadOnlyList<DayMetrics> ByDay { get; init; } = [];

    /// <summary>Model calls by model, the one with most tokens first. Of the newest <see cref="ModelExecutions"/> executions that called a model.</summary>
    public IReadOnlyList<ModelMetrics> ByModel { get; init; } = [];

    /// <summary>How many executions <see cref="ByModel"/> looked at.</summary>
    public int ModelExecutions { get; init; }

    /// <summary>Whether <see cref="ByModel"/> leaves out older executions of the period.</summary>
    public bool ModelsAreOfNewestOnly { get; init; }
}

/// <summary>What some executions came to. Statuses are as of now.</summary>
public sealed record UsageMetrics
{
    /// <summary>How many were accepted.</summary>
    public long Executions { get; init; }

    /// <summary>How many of them completed.</summary>
    public long Completed { get; init; }

    /// <summary>How many failed.</summary>
    public long Failed { get; init; }

    /// <summary>How many took too long.</summary>
    public long TimedOut { get; init; }

    /// <summary>How many were cancelled.</summary>
    public long Cancelled { get; init; }

    /// <summary>How many are not over.</summary>
    public long Active { get; init; }

    /// <summary>Completed ones among those that ended and were not cancelled, 0 to 1; null where there are none.</summary>
    public double? SuccessRate { get; init; }

    /// <summary>Tokens that models read.</summary>
    public long InputTokens { get; init; }

    /// <summary>Tokens that models wrote.</summary>
    public long OutputTokens { get; init; }

    /// <summary>What is known of the cost; null where of no execution it is.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>Executions whose cost is unknown, which <see cref="CostUsd"/> leaves out.</summary>
    public long UnknownCosts { get; init; }

    /// <summary>How long one took on average, waits included; null where none has ended.</summary>
    public double? AverageSeconds { get; init; }
}

/// <summary>Executions of one workflow.</summary>
/// <param name="WorkflowId">The workflow.</param>
/// <param name="WorkflowName">Its name when the newest of them was accepted.</param>
/// <param name="Usage">What they came to.</param>
public sealed record WorkflowMetrics(string WorkflowId, string WorkflowName, UsageMetrics Usage);

/// <summary>Executions of one day.</summary>
/// <param name="Day">The day in UTC.</param>
/// <param name="Usage">What they came to.</param>
public sealed record DayMetrics(DateOnly Day, UsageMetrics Usage);

/// <summary>Calls of one model.</summary>
/// <param name="Provider">Its provider.</param>
/// <param name="Model">The model.</param>
public sealed record ModelMetrics(string Provider, string Model)
{
    /// <summary>How many answers it gave.</summary>
    public long Calls { get; init; }

    /// <summary>Tokens that it read.</summary>
    public long InputTokens { get; init; }

    /// <summary>Tokens that it wrote.</summary>
    public long OutputTokens { get; init; }

    /// <summary>What is known of the cost; null where of no call it is.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>Calls whose cost is unknown, which <see cref="CostUsd"/> leaves out.</summary>
    public long UnknownCosts { get; init; }

    /// <summary>How long an answer took on average.</summary>
    public double? AverageSeconds { get; init; }
}
