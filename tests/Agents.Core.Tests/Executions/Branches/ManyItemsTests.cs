using Agents.Core.Executions;
using Agents.Core.Executions.Commands;
using Agents.Core.Executions.Events;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Tests.Executions.Branches;

/// <summary>Ten thousand items: what is recorded grows with their number and not faster, and so does what is allocated.</summary>
public sealed class ManyItemsTests
{
    private const int Largest = 32 * 1024;

    private static Workflow Plan(StateBlock block, int atOnce)
        => Plans.Machine(Plans.Foreach("each", "names", block) with { MaxConcurrency = atOnce, Aggregation = "array" });

    private static JsonObject Names(int count) => JsonObject.Of(("names", JsonArray.From(Enumerable.Range(0, count).Select(static number => (JsonValue)(long)number))));

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(10_000)]
    public void AgentPerItem_RecordsFourEventsEach(int atOnce)
    {
        var run = Play(Plan(Plans.Block(Plans.Agent("ask", task: "{{ item }}")), atOnce), 10_000);

        run.State.Status.ShouldBe(ExecutionStatus.Completed);
        run.Journal.Count.ShouldBe(5 + (4 * 10_000));
        ((JsonArray)run.State.Result!)[^1].ShouldBe((JsonValue)9_999L);
        // The list and the result are recorded once each, with the inputs and at the end; large values go into blobs of their own.
        run.Journal.Where(static happened => happened is not (ExecutionCreated or StepStarted { Composite: not null } or ExecutionCompleted))
            .Max(static happened => EventText.Write(happened).Length).ShouldBeLessThan(1_024);
        EventText.Write(run.Journal.OfType<StepStarted>().Single(static started => started.State == "each") with { Input = null }).Length.ShouldBeLessThan(Largest);
    }

    [Fact]
    public void PureItems_DoNotNest()
        => ((JsonArray)Run.Start(Plan(Plans.Block(Plans.Transform("same", "item")), 1), Names(10_000)).State.Result!).Count.ShouldBe(10_000);

    [Theory]
    [InlineData(1)]
    [InlineData(2_000)]
    public void TwiceTheItems_CostTwiceTheMemory(int atOnce)
    {
        var plan = Plan(Plans.Block(Plans.Agent("ask", task: "{{ item }}")), atOnce);
        Play(plan, 100);
        var one = Allocated(() => Play(plan, 2_000));
        var four = Allocated(() => Play(plan, 8_000));

        // Four times as many, and logarithms; what was quadratic would be sixteen times.
        four.ShouldBeLessThan(one * 6);
    }

    // As the grain does it: what begins is told by the events, and nothing looks at all open branches each time.
    private static Run Play(Workflow plan, int items)
    {
        var run = Run.Start(plan, Names(items));
        var ready = new Queue<StepState>(run.Work);
        while (ready.TryDequeue(out var step))
        {
            var done = (Accepted)run.Take(new FinishStep(run.Now, step.Id, step.Attempt, long.Parse(Task(step)), null, [], 0));
            Execution.DueAt(run.State);
            foreach (var started in done.Events.OfType<StepStarted>())
            {
                ready.Enqueue(run.State.FindStep(started.StepId)!);
            }
        }

        return run;
    }

    private static string Task(StepState step) => ((JsonString)((JsonObject)step.Input).Find("task")!).Value;

    private static long Allocated(Action work)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
