namespace Orleans.Runtime;

/// <summary>One timer of one activation. Its ticks go through the mailbox, so they obey the rules of turns.</summary>
internal sealed partial class GrainTimer : IGrainTimer
{
    private static readonly TimeSpan LongestTime = TimeSpan.FromMilliseconds(0xfffffffe);

    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly CancellationTokenSource _disposed = new();
    private readonly ITimer _timer;
    private readonly GrainTimerTick _tick;
    private readonly Lock _gate = new();
    private TimeSpan _dueTime;
    private TimeSpan _period;
    private bool _isTicking;
    private bool _wasChanged;

    public GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        Check(options.DueTime, options.Period);
        _activation = activation;
        _callback = callback;
        _tick = new GrainTimerTick(this)
        {
            Mode = options.Interleave ? CallMode.Interleaving : CallMode.Exclusive,
            KeepsAlive = options.KeepAlive,
        };

        // The timer must not carry the caller's context (trace, user) into all its ticks.
        using (ExecutionContext.SuppressFlow())
        {
            _timer = activation.Class.Silo.Time.CreateTimer(
                static timer => ((GrainTimer)timer!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        if (activation.TryAdd(this))
        {
            Change(options.DueTime, options.Period);
        }
        else
        {
            Dispose();
        }
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime, period);
        lock (_gate)
        {
            _dueTime = dueTime;
            _period = period;
            _wasChanged = true;
            if (!_isTicking && !_disposed.IsCancellationRequested)
            {
                _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        _activation.Remove(this);
        _disposed.Cancel();
        _timer.Dispose();
    }

    public Task TickAsync()
    {
        lock (_gate)
        {
            _wasChanged = false;
        }

        return _disposed.IsCancellationRequested ? Task.CompletedTask : _callback(_disposed.Token);
    }

    public void EndTick(Exception? error)
    {
        if (error is not null)
        {
            LogTickFailed(_activation.Class.Silo.Logger, error, _activation.GrainId);
        }

        lock (_gate)
        {
            _isTicking = false;
            if (!_disposed.IsCancellationRequested)
            {
                _timer.Change(_wasChanged ? _dueTime : _period, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public override string ToString() => $"timer of {_activation.GrainId}";

    private static void Check(TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, Timeout.InfiniteTimeSpan);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dueTime, LongestTime);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, Timeout.InfiniteTimeSpan);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(period, LongestTime);
    }

    private void Fire()
    {
        lock (_gate)
        {
            if (_isTicking || _disposed.IsCancellationRequested)
            {
                return;
            }

            _isTicking = true;
        }

        // A deactivated grain takes no tick, and its timers are gone.
        _activation.Post(_tick);
    }
}
