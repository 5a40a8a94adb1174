using Agents.Core.Executions;

namespace Agents.Silo.Models;

/// <summary>What a model costs, in US dollars per million tokens.</summary>
/// <param name="Input">Input that is in no cache.</param>
/// <param name="Output">Output, thoughts included.</param>
public sealed record ModelPrice(decimal Input, decimal Output)
{
    private const decimal Million = 1_000_000m;

    /// <summary>Input that the provider had in its cache; null means that it is no cheaper.</summary>
    public decimal? CachedInput { get; init; }

    /// <summary>Input that the provider puts into its cache; null means that it is no dearer.</summary>
    public decimal? CacheWrite { get; init; }

    /// <summary>Prices of calls with a long prompt; null means that the length does not matter.</summary>
    public LongPromptPrice? LongPrompt { get; init; }

    /// <summary>The day on which the price was read, as yyyy-MM-dd; null where nobody says.</summary>
    public string? AsOf { get; init; }

    /// <summary>Where the price was read; null where nobody says.</summary>
    public string? Source { get; init; }

    /// <summary>What a call costs.</summary>
    public decimal CostOf(TokenUsage usage)
    {
        var price = LongPrompt is { } dear && usage.InputTokens > dear.Above ? this with { Input = dear.Input, Output = dear.Output, CachedInput = dear.CachedInput } : this;
        var plain = usage.InputTokens - usage.CachedInputTokens - usage.CacheWriteTokens;
        return ((plain * price.Input)
            + (usage.CachedInputTokens * (price.CachedInput ?? price.Input))
            + (usage.CacheWriteTokens * (price.CacheWrite ?? price.Input))
            + (usage.OutputTokens * price.Output)) / Million;
    }

    /// <summary>The most that so many tokens can cost, whatever the cache does.</summary>
    public decimal MostOf(long inputTokens, long outputTokens)
        => CostOf(new TokenUsage(inputTokens, outputTokens, null, 1) { CacheWriteTokens = CacheWrite > Input ? inputTokens : 0 });

    /// <summary>The first key or number that makes no sense; null where all do.</summary>
    internal string? Problem()
        => Input < 0 ? "input is negative"
            : Output < 0 ? "output is negative"
            : CachedInput < 0 ? "cached_input is negative"
            : CacheWrite < 0 ? "cache_write is negative"
            : LongPrompt is { } dear && (dear.Above < 1 || dear.Input < 0 || dear.Output < 0 || dear.CachedInput < 0) ? "long_prompt has a negative number, or no 'above'"
            : null;
}

/// <summary>Prices of calls whose prompt is longer than a limit.</summary>
/// <param name="Above">The limit in tokens.</param>
/// <param name="Input">As <see cref="ModelPrice.Input"/>.</param>
/// <param name="Output">As <see cref="ModelPrice.Output"/>.</param>
/// <param name="CachedInput">As <see cref="ModelPrice.CachedInput"/>.</param>
public sealed record LongPromptPrice(long Above, decimal Input, decimal Output, decimal? CachedInput = null);
