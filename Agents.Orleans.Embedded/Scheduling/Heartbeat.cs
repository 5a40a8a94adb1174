using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>
/// The silo's coarse clock: a counter of equal beats. Calls and activations note the beat instead of reading a clock,
/// and one timer, not one per call or grain, finds those whose time is up. Nothing is ever early; it may be two beats late.
/// </summary>
internal sealed class Heartbeat : IDisposable
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time;
    private readonly TimeSpan _period;
    private readonly int _responseBeats;
    private ITimer? _timer;
    private int _beat = 1;
    private int _isBeating;

    public Heartbeat(TimeProvider time, SiloMessagingOptions messaging, GrainCollectionOptions collection)
    {
        _time = time;
        _period = PeriodFor([messaging.ResponseTimeout, collection.CollectionAge, collection.CollectionQuantum]);
        _responseBeats = Beats(messaging.ResponseTimeout);
    }

    public int Beat => Volatile.Read(ref _beat);

    public void Start(Action<int> onBeat)
    {
        using (ExecutionContext.SuppressFlow())
        {
            _timer = _time.CreateTimer(_ => Tick(onBeat), null, _period, _period);
        }
    }

    /// <summary>The smallest number of beats that certainly lasts as long as the time.</summary>
    public int Beats(TimeSpan time)
        => time == Timeout.InfiniteTimeSpan || time == TimeSpan.MaxValue ? int.MaxValue
            : (int)Math.Min(int.MaxValue, Math.Ceiling(time / _period) + 1);

    public int BeatAfter(TimeSpan time) => (int)Math.Min(int.MaxValue, (long)Beat + Beats(time));

    /// <param name="responseTimeout">The method's own; null for the silo's.</param>
    public int DeadlineAfter(TimeSpan? responseTimeout)
        => responseTimeout is { } own ? BeatAfter(own) : (int)Math.Min(int.MaxValue, (long)Beat + _responseBeats);

    public void Dispose() => _timer?.Dispose();

    private static TimeSpan PeriodFor(TimeSpan[] watched)
    {
        var shortest = watched.Where(time => time > TimeSpan.Zero).DefaultIfEmpty(Longest).Min() / 4;
        return shortest > Longest ? Longest : shortest < Shortest ? Shortest : shortest;
    }

    /// <summary>Counts every tick, but a sweep that is still under way is not joined by a second one.</summary>
    private void Tick(Action<int> onBeat)
    {
        var beat = Interlocked.Increment(ref _beat);
        if (Interlocked.Exchange(ref _isBeating, 1) == 0)
        {
            try
            {
                onBeat(beat);
            }
            finally
            {
                Volatile.Write(ref _isBeating, 0);
            }
        }
    }
}
