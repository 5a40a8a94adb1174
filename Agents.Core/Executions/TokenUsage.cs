namespace Agents.Core.Executions;

/// <summary>What calls of models and tools used.</summary>
/// <param name="InputTokens">Tokens sent.</param>
/// <param name="OutputTokens">Tokens received.</param>
/// <param name="CostUsd">US dollars; null where a price is unknown, which is not the same as 0.</param>
/// <param name="ModelCalls">How many calls of models.</param>
public readonly record struct TokenUsage(long InputTokens, long OutputTokens, decimal? CostUsd, int ModelCalls)
{
    /// <summary>How many calls of tools, retries included.</summary>
    public int ToolCalls { get; init; }

    /// <summary>The part of the input that the provider had in its cache.</summary>
    public long CachedInputTokens { get; init; }

    /// <summary>The part of the input that the provider put into its cache.</summary>
    public long CacheWriteTokens { get; init; }

    /// <summary>The part of the output that the model only thought.</summary>
    public long ReasoningTokens { get; init; }

    /// <summary>Nothing used.</summary>
    public static TokenUsage None => new(0, 0, 0m, 0);

    /// <summary>Input and output together.</summary>
    public long TotalTokens => InputTokens + OutputTokens;

    /// <summary>Both together; an unknown cost makes the sum unknown.</summary>
    public static TokenUsage operator +(TokenUsage left, TokenUsage right) => new(
        left.InputTokens + right.InputTokens,
        left.OutputTokens + right.OutputTokens,
        left.CostUsd + right.CostUsd,
        left.ModelCalls + right.ModelCalls)
    {
        ToolCalls = left.ToolCalls + right.ToolCalls,
        CachedInputTokens = left.CachedInputTokens + right.CachedInputTokens,
        CacheWriteTokens = left.CacheWriteTokens + right.CacheWriteTokens,
        ReasoningTokens = left.ReasoningTokens + right.ReasoningTokens,
    };

    /// <summary>The first without the second; an unknown cost makes the difference unknown.</summary>
    public static TokenUsage operator -(TokenUsage left, TokenUsage right) => new(
        left.InputTokens - right.InputTokens,
        left.OutputTokens - right.OutputTokens,
        left.CostUsd - right.CostUsd,
        left.ModelCalls - right.ModelCalls)
    {
        ToolCalls = left.ToolCalls - right.ToolCalls,
        CachedInputTokens = left.CachedInputTokens - right.CachedInputTokens,
        CacheWriteTokens = left.CacheWriteTokens - right.CacheWriteTokens,
        ReasoningTokens = left.ReasoningTokens - right.ReasoningTokens,
    };
}
