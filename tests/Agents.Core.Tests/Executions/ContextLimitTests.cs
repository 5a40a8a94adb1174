using Agents.Core.Executions;
using Agents.Core.Executions.Commands;
using Agents.Core.Executions.Events;
using Agents.Core.Executions.Replays;
using Agents.Core.Json;
using Agents.Core.Tests.Journals;
using Agents.Core.Workflows;

namespace Agents.Core.Tests.Executions;

public sealed class ContextLimitTests
{
    private const string Two = """
        id: two
        agents: {writer: {instructions: "Write."}}
        states:
          - {name: one, type: agent, agent: writer, task: "One", next: two}
          - {name: two, type: agent, agent: writer, task: "Two", end: true}
        """;

    private const string Each = """
        id: each
        agents: {writer: {instructions: "Write."}}
        states:
          - name: each
            type: foreach
            itemsPath: input.items
            itemName: it
            maxConcurrency: 1
            continueOnError: true
            iterator:
              states:
                - {name: long, type: agent, agent: writer, task: "Long", next: short}
                - {name: short, type: transform, expression: "'s'", end: true}
            end: true
        """;

    private static Run Start(string definition, long most, JsonObject? inputs = null)
    {
        var plan = RecordedJournal.Load(definition);
        return Start(plan, most, inputs);
    }

    private static Run Start(Workflow plan, long most, JsonObject? inputs)
    {
        var run = new Run(plan);
        run.Take(new StartExecution(run.Now) { ExecutionId = "e1", WorkflowVersion = 1, Inputs = inputs ?? JsonObject.Empty, MaxContextBytes = most });
        return run;
    }

    [Fact]
    public void ResultThatFits_IsKept()
    {
        var run = Start(Two, 1_000).Succeed(new string('x', 400)).Succeed(new string('x', 400));

        run.State.Status.ShouldBe(ExecutionStatus.Completed);
    }

    [Fact]
    public void ResultThatWouldPassTheLimit_FailsItsStep_AndSaysWhatToDo()
    {
        var run = Start(Two, 1_000).Succeed(new string('x', 600)).Succeed(new string('x', 600));

        var error = run.State.Error!;
        (run.State.Status, error.Category, error.Code, error.State).ShouldBe((ExecutionStatus.Failed, ErrorCategory.Validation, ContextLimit.Code, "two"));
        error.Message.ShouldContain("AGENTS_MAX_CONTEXT_BYTES");
        run.Journal.OfType<StepSucceeded>().Count().ShouldBe(1);
        // Not tried again: it would be as large.
        run.Journal.OfType<StepFailed>().ShouldHaveSingleItem().RetryAt.ShouldBeNull();
    }

    [Fact]
    public void PureState_IsHeldToIt_AndDecidedTheSameAgain()
    {
        const string Definition = """
            id: pure
            states:
              - {name: grow, type: transform, expression: "'x' * 2000", next: after}
              - {name: after, type: transform, expression: "1", end: true}
            """;
        var run = Start(Definition, 1_500);

        (run.State.Status, run.State.Error!.Code).ShouldBe((ExecutionStatus.Failed, ContextLimit.Code));
        Replay.Of(run.Journal, RecordedJournal.Load(Definition)).Difference.ShouldBeNull();
        run.Reload().Origin.MaxContextBytes.ShouldBe(1_500);
    }

    [Fact]
    public void BranchesThatAreOver_HoldTheirResultsOnly()
    {
        var items = JsonObject.Of(("items", JsonArray.From(Enumerable.Range(0, 20).Select(static n => (JsonValue)(long)n))));
        var run = Start(Each, 2_000, items);

        while (run.Work is [var step])
        {
            run.Succeed(step, new string('x', 1_000));
        }

        run.State.Status.ShouldBe(ExecutionStatus.Completed);
        run.Journal.OfType<StepFailed>().ShouldBeEmpty();
        run.Reload().HeldBytes.ShouldBe(run.State.HeldBytes);
    }

    [Fact]
    public void FailureOfAnItem_IsTheItemsOwn()
    {
        var run = Start(Each, 2_000, JsonObject.Of(("items", JsonArray.Create(1L, 2L))));

        run.Succeed(run.Work[0], new string('x', 5_000));
        run.Succeed(run.Work[0], "fits");

        run.State.Status.ShouldBe(ExecutionStatus.Completed);
        run.State.Result!.ToJson().ShouldContain(ContextLimit.Code);
    }

    [Fact]
    public void SignalThatIsTooLarge_IsRefused()
    {
        var run = Start(Two, 1_000);

        var refused = run.Take(new DeliverSignal(run.Now, "s", "1", new string('x', 2_000), null)).ShouldBeOfType<Refused>();

        (refused.Category, run.State.Signals.Pending.Count).ShouldBe((ErrorCategory.Validation, 0));
    }
}
