using Agents.Silo.Executions.Queue;

namespace Agents.Silo.Tests.Executions.Queue;

public sealed class FairQueueTests
{
    private static FairQueue Of(params string[] executions)
    {
        var queue = new FairQueue();
        foreach (var id in executions)
        {
            queue.Add(new QueuedExecution(id, id[..1]));
        }

        return queue;
    }

    private static List<string> Drain(FairQueue queue)
    {
        var order = new List<string>();
        while (queue.TryTake(out var next))
        {
            order.Add(next.Id);
        }

        return order;
    }

    [Fact]
    public void Workflows_TakeTurns_EachInItsOwnOrder()
        => Drain(Of("a1", "a2", "a3", "b1", "c1", "b2")).ShouldBe(["a1", "b1", "c1", "a2", "b2", "a3"]);

    [Fact]
    public void Newcomer_WaitsForOneOfEachOther()
    {
        var queue = Of("a1", "a2", "a3", "a4");
        queue.TryTake(out _).ShouldBeTrue();

        queue.Add(new QueuedExecution("b1", "b"));

        Drain(queue).ShouldBe(["a2", "b1", "a3", "a4"]);
    }

    [Fact]
    public void AddedTwice_StandsOnce()
    {
        var queue = Of("a1", "a2", "a1");

        queue.Count.ShouldBe(2);
        Drain(queue).ShouldBe(["a1", "a2"]);
    }

    [Fact]
    public void Removed_IsNotTaken_AndItsWorkflowHasOneTurnOnly()
    {
        var queue = Of("a1", "b1", "b2");
        queue.Remove("a1");
        queue.Remove("unknown");
        queue.Add(new QueuedExecution("a2", "a"));
        queue.Add(new QueuedExecution("a3", "a"));

        Drain(queue).ShouldBe(["b1", "a2", "b2", "a3"]);
        queue.Count.ShouldBe(0);
    }

    [Fact]
    public void PutBack_IsNext()
    {
        var queue = Of("a1", "a2", "b1");
        queue.TryTake(out var first).ShouldBeTrue();

        queue.PutBack(first!);

        Drain(queue).ShouldBe(["a1", "b1", "a2"]);
    }
}
