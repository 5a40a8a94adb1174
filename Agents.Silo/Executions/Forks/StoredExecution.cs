namespace Agents.Silo.Executions.Forks;

/// <summary>What the row of an execution says of its end.</summary>
internal sealed record StoredExecution
{
    public required string Status { get; init; }

    public string? Outputs { get; init; }

    public string? ErrorMessage { get; init; }

    public required long InputTokens { get; init; }

    public required long OutputTokens { get; init; }

    public double? TotalCostUsd { get; init; }

    public string? BottleneckInfo { get; init; }
}

/// <summary>What the row of a step says.</summary>
internal sealed record StoredStep(string StepId, long Seq, string State, string Status, long Attempts);
