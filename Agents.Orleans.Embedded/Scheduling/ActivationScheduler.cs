namespace Orleans.Runtime;

/// <summary>
/// Runs one activation's code, a turn at a time, on the thread pool. A turn is the part of a call between two awaits.
/// </summary>
/// <remarks>
/// The activation is its own work item of the pool: it queues itself when the first piece of work arrives and leaves when there is
/// none, so an idle activation costs nothing and two threads never run it at once. While it runs, one task of this scheduler wraps
/// a slice of turns; so <see cref="TaskScheduler.Current"/> is this scheduler in grain code, and awaits come back here as
/// continuations. Continuations and new calls take turns at the front, so neither starves the other. After a slice it goes to the
/// end of the pool's queue: other activations wait for a slice at most, not for an empty mailbox. User code never runs under the lock.
/// </remarks>
internal sealed class ActivationScheduler(Activation activation) : TaskScheduler, IThreadPoolWorkItem
{
    private const int TurnsPerSlice = 64;

    private readonly Queue<Task> _continuations = new(0);
    private bool _isScheduled;
    private bool _turnFirst;

    public override int MaximumConcurrencyLevel => 1;

    void IThreadPoolWorkItem.Execute()
    {
        RuntimeContext.Current = activation;
        try
        {
            new Task(static scheduler => ((ActivationScheduler)scheduler!).RunSlice(), this).RunSynchronously(this);
        }
        finally
        {
            RuntimeContext.Current = null;
        }
    }

    /// <summary>Called under the activation's lock when there is work: true when the caller has to <see cref="Schedule"/> after it.</summary>
    public bool Claim()
    {
        var claimed = !_isScheduled;
        _isScheduled = true;
        return claimed;
    }

    public void Schedule() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);

    protected override void QueueTask(Task task)
    {
        bool claimed;
        lock (activation.Gate)
        {
            _continuations.Enqueue(task);
            claimed = Claim();
        }

        if (claimed)
        {
            Schedule();
        }
    }

    /// <summary>Runs at once only in this activation's own turn; a continuation that was queued keeps its place.</summary>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued)
        => !taskWasPreviouslyQueued && ReferenceEquals(RuntimeContext.Current, activation) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (activation.Gate)
        {
            return [.. _continuations];
        }
    }

    private void RunSlice()
    {
        var ownContext = ExecutionContext.Capture();
        for (var turns = 0; turns < TurnsPerSlice; turns++)
        {
            Task? continuation;
            Turn? turn;
            lock (activation.Gate)
            {
                if (!TryTake(out continuation, out turn))
                {
                    _isScheduled = false;
                    return;
                }
            }

            if (continuation is not null)
            {
                TryExecuteTask(continuation);
            }
            else
            {
                turn!.Run(activation);
                RestoreContext(ownContext);
            }
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>What a method without await leaves in async locals (a trace, a log scope) must not reach the next turn.</summary>
    private static void RestoreContext(ExecutionContext? context)
    {
        if (context is not null)
        {
            ExecutionContext.Restore(context);
        }
    }

    private bool TryTake(out Task? continuation, out Turn? turn)
    {
        _turnFirst = !_turnFirst;
        continuation = null;
        turn = _turnFirst ? activation.TakeTurn() : null;
        if (turn is null && !_continuations.TryDequeue(out continuation) && !_turnFirst)
        {
            turn = activation.TakeTurn();
        }

        return turn is not null || continuation is not null;
    }
}
