using System.Diagnostics;

namespace Orleans.Runtime;

/// <summary>Something that waits in an activation's mailbox for its turn: a method call or a timer's tick.</summary>
internal abstract class Call : Turn
{
    /// <summary>A call that is rerouted more often than this finds no activation that stays (Orleans: MaxForwardCount).</summary>
    private const int MaxReroutes = 2;

    private Activation? _activation;
    private Task? _pending;
    private int _reroutes;

    /// <summary>Interleaving for all calls of a reentrant grain, whatever was asked for.</summary>
    public CallMode Mode { get; set; }

    /// <summary>The trace that the call belongs to; null outside of one.</summary>
    public Activity? Trace { get; init; }

    /// <summary>Whether this use keeps the grain from being idle.</summary>
    public bool KeepsAlive { get; init; } = true;

    /// <summary>Dropped rather than moved on when the activation ends.</summary>
    public virtual bool StaysWithActivation => false;

    /// <summary>The beat (<see cref="Heartbeat"/>) at which the caller stops waiting.</summary>
    public int Deadline { get; init; } = int.MaxValue;

    /// <summary>The caller has gone: the call is dropped when its turn comes.</summary>
    public virtual bool IsAbandoned => false;

    /// <summary>Position in the mailbox's order of arrival; set and read under the activation's lock.</summary>
    public long Arrival { get; set; }

    /// <summary>Position in the mailbox's list of unfinished calls, -1 if not in it; under the activation's lock.</summary>
    public int PendingIndex { get; set; } = -1;

    /// <summary>Counts a move to another activation; false when there were too many.</summary>
    public bool TryReroute() => ++_reroutes <= MaxReroutes;

    /// <summary>Ends the call without running it.</summary>
    public virtual void Reject(Exception reason)
    {
    }

    /// <summary>Tells the caller that its time is up. The call itself, if it runs, runs on.</summary>
    public virtual void TimeOut()
    {
    }

    public sealed override void Run(Activation activation)
    {
        var outcome = Begin(activation);
        if (outcome.IsCompleted)
        {
            End(activation, outcome);
            return;
        }

        _activation = activation;
        _pending = outcome;
        activation.Keep(this);
        outcome.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(EndPending);
    }

    protected abstract Task Start(Activation activation);

    /// <summary>What belongs to the call's own turn still: nothing else starts before it.</summary>
    protected abstract void Finish(Activation activation, Task outcome);

    /// <summary>Tells the caller, who finds the grain ready for the next call.</summary>
    protected virtual void Answer(Task outcome)
    {
    }

    private Task Begin(Activation activation)
    {
        if (Trace is not null)
        {
            Activity.Current = Trace;
        }

        try
        {
            return Start(activation) ?? throw new InvalidOperationException($"{this} returned null instead of a task.");
        }
        catch (Exception error)
        {
            return Task.FromException(error);
        }
    }

    private void EndPending() => End(_activation!, _pending!);

    private void End(Activation activation, Task outcome)
    {
        Finish(activation, outcome);
        activation.Retire(this);
        Answer(outcome);
    }
}
