using System.Collections.Concurrent;

namespace Agents.Silo.Executions.Journal;

/// <summary>The appends that one commit makes durable: what has queued, and where that is much, what queues while it is written.</summary>
internal sealed class JournalBatch(ConcurrentQueue<PendingAppend> queue)
{
    // Bounds how long the first append of a batch waits for the last one to be written.
    private const int Largest = 1_024;

    private readonly List<PendingAppend> _taken = new(Largest);

    /// <summary>What was taken so far, in the order of the queue.</summary>
    public IReadOnlyList<PendingAppend> Taken => _taken;

    /// <summary>Begins anew with what has queued.</summary>
    public void Begin()
    {
        _taken.Clear();
        Take();
    }

    /// <summary>
    /// Takes what has queued since, where that is half as much as the batch has: then everybody waits for the writer, and fewer, larger commits write more. Where it is
    /// less, everybody works or waits for the disk: one half waits for this commit while the other half prepares the next one, and joining them would end that.
    /// </summary>
    /// <returns>Whether there is more to write.</returns>
    public bool TakeMore() => queue.Count >= Math.Max(1, _taken.Count / 2) && Take();

    private bool Take()
    {
        var before = _taken.Count;
        while (_taken.Count < Largest && queue.TryDequeue(out var pending))
        {
            _taken.Add(pending);
        }

        return _taken.Count > before;
    }
}
