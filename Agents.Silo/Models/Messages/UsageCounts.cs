using Agents.Core.Executions;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.Messages;

/// <summary>Counts of tokens that <see cref="UsageDetails"/> has no property for.</summary>
internal static class UsageCounts
{
    private const string CacheWrite = "cache_write_input_tokens";

    /// <summary>Sets how many tokens of the input were written to the provider's cache; they are part of the input.</summary>
    public static UsageDetails WithCacheWrite(this UsageDetails usage, long? tokens)
    {
        if (tokens > 0)
        {
            (usage.AdditionalCounts ??= [])[CacheWrite] = tokens.Value;
        }

        return usage;
    }

    /// <summary>The counts with all that is known of their parts, which are never more than the whole.</summary>
    public static TokenUsage Read(UsageDetails usage, long input, long output)
    {
        var cached = Math.Clamp(usage.CachedInputTokenCount ?? 0, 0, input);
        return new TokenUsage(input, output, null, 1)
        {
            CachedInputTokens = cached,
            CacheWriteTokens = Math.Clamp(CacheWriteOf(usage), 0, input - cached),
            ReasoningTokens = Math.Clamp(usage.ReasoningTokenCount ?? 0, 0, output),
        };
    }

    /// <summary>How many tokens of the input were written to the provider's cache.</summary>
    public static long CacheWriteOf(UsageDetails usage) => usage.AdditionalCounts is { } counts && counts.TryGetValue(CacheWrite, out var tokens) ? tokens : 0;
}
