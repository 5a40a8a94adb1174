using System.Collections.Concurrent;
using Agents.Core.Executions;

namespace Agents.Silo.Executions;

/// <summary>
/// Tells those who watch an execution in this process that its journal has grown. A notice, not the record: watchers read the journal,
/// and look by themselves now and then, because the execution may live in another silo.
/// </summary>
internal sealed class ExecutionFeed
{
    private readonly ConcurrentDictionary<string, Subscription[]> _subscriptions = new(StringComparer.Ordinal);

    /// <summary>Called after the events are durable.</summary>
    public void Publish(ExecutionState state)
    {
        if (_subscriptions.TryGetValue(state.Id, out var subscriptions))
        {
            foreach (var subscription in subscriptions)
            {
                subscription.Notify(state);
            }
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
        private readonly TaskCompletionSource<ExecutionState> _end = New();
        private volatile TaskCompletionSource<ExecutionState>? _next;

        public string ExecutionId { get; } = executionId;

        /// <summary>Completes with the state at the execution's end. Who waits for nothing else is not woken by every step.</summary>
        public Task<ExecutionState> End => _end.Task;

        /// <summary>Completes with the state after the next append. Take it before reading the journal, so that nothing falls between.</summary>
        public Task<ExecutionState> Next
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

        public void Dispose() => feed.Remove(this);

        private static TaskCompletionSource<ExecutionState> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
