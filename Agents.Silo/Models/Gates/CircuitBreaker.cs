using Polly;
using Polly.CircuitBreaker;

namespace Agents.Silo.Models.Gates;

/// <summary>
/// Opens when calls fail and none succeeds; after a while lets one call try, whose end decides. Polly's circuit breaker, for calls that are streams and
/// so do not end where they are begun.
/// </summary>
internal sealed class CircuitBreaker
{
    // Failures that are further apart are not one outage.
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly ResiliencePipeline<bool> _pipeline;
    private readonly CircuitBreakerStateProvider _state = new();
    private readonly TimeProvider _time;
    private readonly TimeSpan _openFor;
    private long _openedAt;

    public CircuitBreaker(int failures, TimeSpan openFor, TimeProvider time)
    {
        (_time, _openFor) = (time, openFor);
        _pipeline = new ResiliencePipelineBuilder<bool> { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<bool>
            {
                FailureRatio = 1,
                MinimumThroughput = failures,
                SamplingDuration = Window,
                BreakDuration = openFor,
                ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Result),
                StateProvider = _state,
                OnOpened = _ =>
                {
                    Volatile.Write(ref _openedAt, time.GetTimestamp());
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    /// <summary>How long nobody is let through; null where it is not open.</summary>
    public TimeSpan? OpenFor
        => _state.CircuitState is CircuitState.Open && Left() is var left && left > TimeSpan.Zero ? left : null;

    /// <summary>Lets a call try, or tells how long not.</summary>
    public async ValueTask<CircuitTrial> TryAsync()
    {
        var (begun, ended) = (NewSignal(), NewSignal());
        var isProbe = _state.CircuitState is not CircuitState.Closed;
        var watched = _pipeline.ExecuteAsync(
            async _ =>
            {
                begun.TrySetResult(true);
                return await ended.Task;
            },
            CancellationToken.None).AsTask();
        await Task.WhenAny(begun.Task, watched);
        if (begun.Task.IsCompleted)
        {
            return new CircuitTrial(ended, watched, isProbe, null);
        }

        // Half open, while another call tries: worth asking again before long.
        return watched.Exception?.InnerException is BrokenCircuitException
            ? new CircuitTrial(ended, watched, isProbe, Left() is var left && left > TimeSpan.Zero ? left : TimeSpan.FromSeconds(1))
            : throw new InvalidOperationException("The circuit breaker ended a call that it did not begin.", watched.Exception);
    }

    private TimeSpan Left() => _openFor - _time.GetElapsedTime(Volatile.Read(ref _openedAt));

    private static TaskCompletionSource<bool> NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>A call's way through the breaker.</summary>
internal sealed class CircuitTrial(TaskCompletionSource<bool> ended, Task watched, bool isProbe, TimeSpan? openFor) : IAsyncDisposable
{
    /// <summary>How long not to call; null where the call may be made.</summary>
    public TimeSpan? OpenFor => openFor;

    /// <summary>Tells how the call ended. The breaker knows it when this returns.</summary>
    public async ValueTask EndAsync(bool isFailure)
    {
        ended.TrySetResult(isFailure);
        await watched.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // A call that was given up says nothing about the provider: if it was the one that tries, another has to.
    public ValueTask DisposeAsync() => ended.Task.IsCompleted || openFor is not null ? ValueTask.CompletedTask : EndAsync(isProbe);
}
