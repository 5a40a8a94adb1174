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

    /// <summary>How many tokens of the input were written to the provider's cache.</summary>
    public static long CacheWriteOf(UsageDetails usage) => usage.AdditionalCounts is { } counts && counts.TryGetValue(CacheWrite, out var tokens) ? tokens : 0;
}
