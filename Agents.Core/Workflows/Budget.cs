namespace Agents.Core.Workflows;

/// <summary>What one execution may spend; null means no limit of that kind.</summary>
public sealed record Budget
{
    /// <summary>Input and output tokens together.</summary>
    public long? Tokens { get; init; }

    /// <summary>US dollars.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>Model calls, retries included.</summary>
    public int? ModelCalls { get; init; }

    /// <summary>Tool calls, retries included.</summary>
    public int? ToolCalls { get; init; }
}
