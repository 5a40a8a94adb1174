using System.Threading.RateLimiting;
using Agents.Core.Executions;

namespace Agents.Silo.Models.Gates;

/// <summary>
/// Stands before one provider. It lets so many calls through at once; the others wait in line, first come first served, for as long as their callers
/// do. Where the provider is broken it lets nobody through for a while, so that executions do not spend their patience on it.
/// </summary>
internal sealed class ProviderGate(ProviderSettings settings, TimeProvider time) : IDisposable
{
    private readonly CircuitBreaker _breaker = new(settings.BreakAfter, settings.BreakFor, time);
    private readonly ConcurrencyLimiter _line = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = settings.MaxConcurrentCalls,
        // The engine bounds how many executions are active; here nobody is turned away.
        QueueLimit = int.MaxValue,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Calls that wait in line.</summary>
    public long Waiting => _line.GetStatistics()!.CurrentQueuedCount;

    /// <summary>Waits for its turn.</summary>
    /// <exception cref="ModelCallException">The provider is broken, and it is not yet time to try again.</exception>
    public async ValueTask<ProviderPass> EnterAsync(CancellationToken cancellationToken)
    {
        // Asked before and after: who would wait in vain is told at once.
        ThrowWhereOpen(_breaker.OpenFor);
        var lease = await _line.AcquireAsync(1, cancellationToken);
        try
        {
            var trial = await _breaker.TryAsync();
            ThrowWhereOpen(trial.OpenFor);
            return new ProviderPass(lease, trial);
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    public void Dispose() => _line.Dispose();

    private void ThrowWhereOpen(TimeSpan? wait)
    {
        if (wait is { } duration)
        {
            throw new ModelCallException(ModelFailure.Unavailable(
                $"The provider '{settings.Name}' failed {settings.BreakAfter} times in a row and is left alone for {duration.TotalSeconds:0.#} s.", "circuit_open", retryAfter: duration));
        }
    }
}

/// <summary>A call that was let through. Must be disposed; unless it is told how the call ended, the call counts for nothing.</summary>
internal sealed class ProviderPass(RateLimitLease lease, CircuitTrial trial) : IAsyncDisposable
{
    public ValueTask SucceededAsync() => trial.EndAsync(isFailure: false);

    /// <summary>The provider's own fault counts against it; what the caller did wrong, and a limit of rate, do not.</summary>
    public ValueTask FailedAsync(ModelFailure failure) => trial.EndAsync(failure.Category is ErrorCategory.Provider or ErrorCategory.Timeout);

    public async ValueTask DisposeAsync()
    {
        await trial.DisposeAsync();
        lease.Dispose();
    }
}
