namespace Orleans.Runtime;

/// <summary>
/// The calls of one activation: those that wait, in order, and the count of those that run. It decides who may start.
/// Every member is called under the activation's lock.
/// </summary>
internal struct Mailbox
{
    private Queue<Call>? _interleaving;
    private Queue<Call>? _exclusive;
    private Queue<Call>? _readOnly;
    private List<Call>? _pending;
    private long _arrivals;
    private int _exclusiveRunning;
    private int _readersRunning;

    /// <summary>Calls that run now, those that await included.</summary>
    public int Running { get; private set; }

    public readonly int Waiting => (_interleaving?.Count ?? 0) + (_exclusive?.Count ?? 0) + (_readOnly?.Count ?? 0);

    public readonly bool CanStart => NextQueue() is not null;

    public void Post(Call call, CallMode mode)
    {
        call.Mode = mode;
        call.Arrival = _arrivals++;
        QueueOf(mode).Enqueue(call);
    }

    /// <summary>Takes the next call that may start now, dropping those whose caller has gone; null when none may.</summary>
    public Call? Start()
    {
        while (NextQueue() is { } queue)
        {
            var call = queue.Dequeue();
            if (!call.IsAbandoned)
            {
                CountRunning(call.Mode, 1);
                return call;
            }
        }

        return null;
    }

    /// <summary>Remembers a call that did not end in its first turn, so that its deadline is watched.</summary>
    public void Keep(Call call)
    {
        _pending ??= [];
        call.PendingIndex = _pending.Count;
        _pending.Add(call);
    }

    /// <summary>Notes the end of a call.</summary>
    public void Retire(Call call)
    {
        CountRunning(call.Mode, -1);
        if (call.PendingIndex >= 0)
        {
            var last = _pending![^1];
            _pending[call.PendingIndex] = last;
            last.PendingIndex = call.PendingIndex;
            _pending.RemoveAt(_pending.Count - 1);
            call.PendingIndex = -1;
        }
    }

    /// <summary>The calls, waiting or unfinished, whose deadline has come.</summary>
    public readonly List<Call> Expired(int beat) => [.. WaitingCalls().Concat(_pending ?? []).Where(call => call.Deadline <= beat)];

    /// <summary>Takes the waiting calls out, in order of arrival.</summary>
    public List<Call> TakeWaiting()
    {
        List<Call> waiting = [.. WaitingCalls().OrderBy(call => call.Arrival)];
        _interleaving = _exclusive = _readOnly = null;
        return waiting;
    }

    private readonly IEnumerable<Call> WaitingCalls() => (_interleaving ?? []).Concat(_exclusive ?? []).Concat(_readOnly ?? []);

    private Queue<Call> QueueOf(CallMode mode) => mode switch
    {
        CallMode.Exclusive => _exclusive ??= new Queue<Call>(),
        CallMode.ReadOnly => _readOnly ??= new Queue<Call>(),
        _ => _interleaving ??= new Queue<Call>(),
    };

    private readonly Queue<Call>? NextQueue()
    {
        if (_interleaving is { Count: > 0 })
        {
            return _interleaving;
        }

        if (_exclusiveRunning > 0)
        {
            return null;
        }

        var exclusive = _readersRunning == 0 && _exclusive is { Count: > 0 } ? _exclusive : null;
        var readOnly = _readOnly is { Count: > 0 } ? _readOnly : null;
        return exclusive is null ? readOnly
            : readOnly is null || exclusive.Peek().Arrival < readOnly.Peek().Arrival ? exclusive
            : readOnly;
    }

    private void CountRunning(CallMode mode, int change)
    {
        Running += change;
        _exclusiveRunning += mode == CallMode.Exclusive ? change : 0;
        _readersRunning += mode == CallMode.ReadOnly ? change : 0;
    }
}
