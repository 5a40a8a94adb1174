using Agents.Core.Workflows;

namespace Agents.Core.Formats.StateMachine;

/// <summary>Reads <c>retry {maxAttempts, backoff, maxBackoff, retryOn}</c>.</summary>
internal static class RetryReader
{
    private const int MostAttempts = 1_000;

    public static RetryRule? Read(MappingReader? keys)
    {
        if (keys is null)
        {
            return null;
        }

        var defaults = new RetryRule();
        var attempts = keys.Integer("maxAttempts", 1, MostAttempts);
        attempts ??= keys.Integer("max_attempts", 1, MostAttempts);
        var rule = new RetryRule
        {
            MaxAttempts = (int?)attempts,
            Backoff = keys.Duration("backoff", "backoffSeconds", "backoff_seconds") ?? defaults.Backoff,
            MaxBackoff = keys.Duration("maxBackoff", "max_backoff", "maxBackoffSeconds", "max_backoff_seconds") ?? defaults.MaxBackoff,
            RetryOn = keys.Texts("retryOn", "retry_on"),
        };
        keys.Finish();
        return rule;
    }
}
