using System.Collections.Concurrent;
using Agents.Core.Executions;

namespace Agents.Silo.Executions;

/// <summary>
/// Tells those who watch an execution in this process that its journal has grown. A notice, not the record: watchers read the journal,
/// and look by themselves now and then, because the execution may live in another silo, whose notices may be lost.
/// </summary>
internal sealed class ExecutionFeed
{
    private readonly ConcurrentDictionary<string, Subscription[]> _subscriptions = new(StringComparer.Ordinal);

    /// <summary>Passes on to other silos what is published here; null where there are none. Must not wait.</summary>
    public Action<ExecutionState>? Relay { get; set; }

    /// <summary>Called after the events are durable.</summary>
    public void Publish(ExecutionState state)
    {
        Relay?.Invoke(state);
        if (_subscriptions.TryGetValue(state.Id, out var subscriptions))
        {
            foreach (var subscription in subscriptions)
            {
                subscription.Notify(state);
            }
        }
    }

    /// <summary>The journal of an execution of another silo has grown; <paramref name="isOver"/>: by its last event.</summary>
    public void Look(string executionId, bool isOver)
    {
        if (_subscriptions.TryGetValue(executionId, out var subscriptions))
        {
            foreach (var subscription in subscriptions)
            {
                subscription.Look(isOver);
            }
        }
    }

    /// <summary>Any journal of another silo may have grown, or ended.</summary>
    public void LookAtAll()
    {
        foreach (var executionId in _subscriptions.Keys)
        {
            Look(executionId, isOver: false);
        }
    }

    public Subscription Subscribe(string executionId)
    {
        var subscription = new Subscription(this, executionId);
        _subscriptions.AddOrUpdate(executionId, static (_, added) => [added], static (_, present, added) => [.. present, added], subscription);
        return subscription;
    }

    private void Remove(Subscription subscription)
    {
        while (_subscriptions.TryGetValue(subscription.ExecutionId, out var present))
        {
            Subscription[] rest = [.. present.Where(other => other != subscription)];
            var removed = rest.Length == 0
                ? _subscriptions.TryRemove(KeyValuePair.Create(subscription.ExecutionId, present))
                : _subscriptions.TryUpdate(subscription.ExecutionId, rest, present);
            if (removed)
            {
                return;
            }
        }
    }

    /// <summary>One watcher; dispose it when it looks away.</summary>
    internal sealed class Subscription(ExecutionFeed feed, string executionId) : IDisposable
    {
        private readonly TaskCompletionSource<ExecutionState?> _end = New();
        private volatile TaskCompletionSource<ExecutionState?>? _next;

        public string ExecutionId { get; } = executionId;

        /// <summary>
        /// Completes with the state at the execution's end, null where another silo has it. Who waits for nothing else is not woken by every step.
        /// </summary>
        public Task<ExecutionState?> End => _end.Task;

        /// <summary>Completes after the next append. Take it before reading the journal, so that nothing falls between.</summary>
        public Task Next
        {
            get
            {
                var next = _next ?? Interlocked.CompareExchange(ref _next, New(), null) ?? _next;
                return _end.Task.IsCompleted ? _end.Task : next!.Task;
            }
        }

        public void Notify(ExecutionState state)
        {
            if (state.Status.IsFinal())
            {
                _end.TrySetResult(state);
            }

            // What a watcher has missed it reads from the journal.
            Interlocked.Exchange(ref _next, null)?.TrySetResult(state);
        }

        public void Look(bool isOver)
        {
            if (isOver)
            {
                _end.TrySetResult(null);
            }

            Interlocked.Exchange(ref _next, null)?.TrySetResult(null);
        }

        public void Dispose() => feed.Remove(this);

        private static TaskCompletionSource<ExecutionState?> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
