using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>When a failed attempt is tried again (architecture §5.4).</summary>
public static class RetryPolicy
{
    private const int DefaultTransientAttempts = 4;
    private const int DefaultTimeoutAttempts = 2;
    private const double JitterShare = 0.25;

    private static readonly RetryRule Default = new();

    /// <summary>
    /// The wait before the next attempt, or null where there is none: the category cannot succeed, or all attempts are used.
    /// By default a rate limit or a provider's failure is tried four times with 2, 4 and 8 s between, a timeout twice.
    /// </summary>
    /// <param name="rule">The definition's rule; null means the defaults.</param>
    /// <param name="error">What went wrong.</param>
    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="jitter">0 to 1; adds up to a quarter of the wait, so that many executions do not come back at once.</param>
    public static TimeSpan? NextDelay(RetryRule? rule, ExecutionError error, int attempt, double jitter)
    {
        rule ??= Default;
        if (error.IsPermanent || !IsRetried(rule, error.Category) || attempt >= (rule.MaxAttempts ?? DefaultAttempts(error.Category)))
        {
            return null;
        }

        var backoff = Math.Min(rule.Backoff.TotalSeconds * Math.Pow(2, Math.Min(attempt - 1, 30)), rule.MaxBackoff.TotalSeconds);
        var wait = TimeSpan.FromSeconds(backoff * (1 + (jitter * JitterShare)));
        return error.RetryAfter is { } asked && asked > wait ? asked : wait;
    }

    private static bool IsRetried(RetryRule rule, string category)
        => rule.RetryOn.Count == 0 ? ErrorCategory.IsTransient(category) : rule.RetryOn.Contains(category) || rule.RetryOn.Contains("all");

    private static int DefaultAttempts(string category) => category == ErrorCategory.Timeout ? DefaultTimeoutAttempts : DefaultTransientAttempts;
}
