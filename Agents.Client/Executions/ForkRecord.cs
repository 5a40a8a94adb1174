namespace Agents.Client.Executions;

/// <summary>Which execution another one repeats, and what it did not have to do again.</summary>
/// <param name="ExecutionId">The execution that is repeated.</param>
/// <param name="AtSeq">The last of its events before the cut; 0 where it is repeated from the start.</param>
public sealed record ForkRecord(string ExecutionId, long AtSeq)
{
    /// <summary>Steps whose recorded results are used.</summary>
    public int ReusedSteps { get; init; }

    /// <summary>Model calls that were not made again.</summary>
    public int ReusedModelCalls { get; init; }

    /// <summary>Their tokens. Not part of the execution's own.</summary>
    public TokenCount ReusedTokens { get; init; } = TokenCount.None;

    /// <summary>What they had cost in US dollars; null where a price is unknown. Not part of the execution's own cost.</summary>
    public decimal? ReusedCostUsd { get; init; }
}
