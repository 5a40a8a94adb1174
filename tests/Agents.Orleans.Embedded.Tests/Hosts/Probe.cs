using System.Collections.Concurrent;

namespace Agents.Orleans.Embedded.Tests;

/// <summary>How test grains talk with their test: what happened, in order, and gates that the test opens.</summary>
public sealed class Probe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ConcurrentQueue<string> _events = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _reached = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new();

    public string[] Events => [.. _events];

    /// <summary>For the grain: notes an event.</summary>
    public void Note(string happened)
    {
        _events.Enqueue(happened);
        Source(_reached, happened).TrySetResult();
    }

    /// <summary>For the grain: waits until the test opens the gate.</summary>
    public Task Gate(string name) => Source(_gates, name).Task.WaitAsync(Patience);

    /// <summary>For the test: lets those at the gate, and those to come, pass.</summary>
    public void Open(string name) => Source(_gates, name).TrySetResult();

    /// <summary>For the test: waits until the event has been noted.</summary>
    public Task Reached(string happened) => Source(_reached, happened).Task.WaitAsync(Patience);

    private static TaskCompletionSource Source(ConcurrentDictionary<string, TaskCompletionSource> sources, string name)
        => sources.GetOrAdd(name, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
