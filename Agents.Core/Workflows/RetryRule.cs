namespace Agents.Core.Workflows;

/// <summary>How often and how patiently a failed attempt is tried again.</summary>
public sealed record RetryRule
{
    /// <summary>All attempts, the first one included; 1 never retries. Null means the engine's default per category.</summary>
    public int? MaxAttempts { get; init; }

    /// <summary>Wait before the second attempt; doubles after each. Default: 2 s.</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest wait between attempts. Default: 60 s.</summary>
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Error categories worth another attempt; empty means: whatever can succeed (rate limit, provider, timeout, network).</summary>
    public IReadOnlyList<string> RetryOn { get; init; } = [];
}
