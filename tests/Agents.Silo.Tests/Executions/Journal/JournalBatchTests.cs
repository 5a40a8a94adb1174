using System.Collections.Concurrent;
using Agents.Silo.Executions.Journal;

namespace Agents.Silo.Tests.Executions.Journal;

/// <summary>What joins a commit.</summary>
public sealed class JournalBatchTests
{
    private readonly ConcurrentQueue<PendingAppend> _queue = new();
    private readonly JournalBatch _batch;

    public JournalBatchTests() => _batch = new JournalBatch(_queue);

    private void Queue(int count)
    {
        for (var index = 0; index < count; index++)
        {
            _queue.Enqueue(new PendingAppend(new JournalAppend($"execution-{index}", 1, 1, ReadOnlyMemory<byte>.Empty, [], null, [])));
        }
    }

    [Fact]
    public void Begin_TakesWhatHasQueued_AndForgetsTheBatchBefore()
    {
        Queue(3);
        _batch.Begin();
        Queue(2);

        _batch.Begin();

        _batch.Taken.Count.ShouldBe(2);
        _queue.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(1, 0, false)]
    [InlineData(100, 50, true)]
    [InlineData(100, 49, false)]
    public void TakeMore_JoinsWhereHalfAsManyWait(int taken, int queued, bool joins)
    {
        Queue(taken);
        _batch.Begin();
        Queue(queued);

        _batch.TakeMore().ShouldBe(joins);

        _batch.Taken.Count.ShouldBe(joins ? taken + queued : taken);
        _queue.Count.ShouldBe(joins ? 0 : queued);
    }

    [Fact]
    public void TakeMore_EndsWhereTheBatchIsFull()
    {
        Queue(1_000);
        _batch.Begin();
        Queue(1_000);

        _batch.TakeMore().ShouldBeTrue();
        _batch.TakeMore().ShouldBeFalse();

        _batch.Taken.Count.ShouldBe(1_024);
        _queue.Count.ShouldBe(976);
    }
}
