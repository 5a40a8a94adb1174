using Agents.Core.Budgets;
using Agents.Core.Executions;
using Agents.Core.Executions.Commands;
using Agents.Core.Executions.Conversations;
using Agents.Core.Executions.Events;
using Agents.Core.Executions.Replays;
using Agents.Core.Tests.Journals;
using Agents.Core.Workflows;

namespace Agents.Core.Tests.Executions.Conversations;

public sealed class RecordingTests
{
    private const string Definition = """
        id: helped
        budget: {tool_calls: 5}
        agents: {helper: {instructions: "Help.", tools: [code]}}
        states:
          - {name: work, type: agent, agent: helper, task: "Work", end: true}
        """;

    private static Workflow Plan => RecordedJournal.Load(Definition);

    private static Run Started(out StepState step)
    {
        var run = Run.Start(Plan);
        step = run.Step;
        return run;
    }

    private static ModelReplied Reply(Run run, int call, params ToolRequest[] requests) => Said.Reply(call, requests) with { At = run.Now, StepId = run.Step.Id, Attempt = run.Step.Attempt };

    private static ToolReturned Return(Run run, int call) => Said.Return(call) with { At = run.Now, StepId = run.Step.Id, Attempt = run.Step.Attempt };

    private static void Record(Run run, ExecutionEvent happened, StepState? step = null)
        => run.Take(new RecordCall(run.Now, (step ?? run.Step).Id, (step ?? run.Step).Attempt, happened)).ShouldBeOfType<Accepted>();

    [Fact]
    public void RecordedCalls_AreTheStepsConversation_AlsoAfterARestart()
    {
        var run = Started(out _);
        Record(run, Reply(run, 0, Said.Ask("a"), Said.Ask("b")));
        Record(run, Return(run, 2));

        foreach (var state in new[] { run.State, run.Reload() })
        {
            AgentLoop.Next(state.ActiveSteps[0].Conversation!, new LoopLimits()).ShouldBeOfType<CallTools>().Calls.ShouldHaveSingleItem().Call.ShouldBe(1);
            (state.Usage.ModelCalls, state.Usage.ToolCalls, state.ActiveSteps[0].Usage.ToolCalls).ShouldBe((1, 1, 1));
        }

        Execution.Next(run.State).OfType<RunStep>().ShouldHaveSingleItem().Step.Conversation.ShouldNotBeNull();
    }

    [Fact]
    public void ProviderFailure_KeepsTheConversation_ForTheNextAttempt()
    {
        var run = Started(out _);
        Record(run, Reply(run, 0, Said.Ask("a")));
        Record(run, Return(run, 1));

        run.Fail(ErrorCategory.Provider).Pass(TimeSpan.FromSeconds(5));

        (run.Step.Attempt, run.Step.Conversation!.NextCall).ShouldBe((2, 2));
    }

    [Fact]
    public void AnswerThatWasNoGood_IsNotLedToAgain()
    {
        var run = Run.Start(RecordedJournal.Load(Definition.Replace("task: \"Work\"", "task: \"Work\", retry: {maxAttempts: 2, retryOn: [validation_error]}", StringComparison.Ordinal)));
        Record(run, Reply(run, 0));

        run.Fail(ErrorCategory.Validation).Pass(TimeSpan.FromMinutes(1));

        (run.Step.Attempt, run.Step.Conversation).ShouldBe((2, null));
    }

    [Fact]
    public void CallOfAnAttemptThatIsOver_CountsButIsNoPartOfTheNext()
    {
        var run = Started(out var step);
        Record(run, Reply(run, 0, Said.Ask("a")));
        var late = Return(run, 1) with { Tries = 2 };
        run.Fail(ErrorCategory.Timeout).Pass(TimeSpan.FromSeconds(5));

        Record(run, late, step);

        run.Types.TakeLast(2).ShouldBe(["tool.returned", "step.late_result_ignored"]);
        (run.State.Usage.ToolCalls, run.Step.Conversation!.Rounds[0].Returns.Count).ShouldBe((2, 0));
    }

    [Fact]
    public void NearlySpentToolCalls_AreWarnedOfOnce_AndTheStepThatIsSentBackGoesOn()
    {
        var run = Started(out var step);
        Record(run, Reply(run, 0, Said.Ask("a")));
        Record(run, Return(run, 1) with { Tries = 4 });
        Record(run, Reply(run, 2, Said.Ask("b"), Said.Ask("c")));
        Record(run, Return(run, 3));
        run.Take(new DeferStep(run.Now, step.Id, 1, new BudgetShortfall(BudgetScope.Execution, BudgetLimit.ToolCalls, 5, 0, 1), []));

        run.Journal.OfType<BudgetWarned>().ShouldHaveSingleItem().Limit.ShouldBe("tool_calls");
        run.State.Status.ShouldBe(ExecutionStatus.BudgetExceeded);
        run.Take(new ChangeBudget(run.Now, new Budget { ToolCalls = 6 }, null));

        (run.State.Status, run.Step.Attempt).ShouldBe((ExecutionStatus.Running, 1));
        AgentLoop.Next(run.Step.Conversation!, new LoopLimits()).ShouldBeOfType<CallTools>().Calls.ShouldHaveSingleItem().Call.ShouldBe(4);
    }

    [Fact]
    public void RecordedCalls_AreReplayed_AndForked()
    {
        var run = Started(out _);
        Record(run, Reply(run, 0, Said.Ask("a")));
        Record(run, Return(run, 1));
        run.Take(new FinishStep(run.Now, run.Step.Id, 1, "done", null, [Reply(run, 2)], 0));

        Replay.Of(run.Journal, Plan).Difference.ShouldBeNull();
        run.State.Status.ShouldBe(ExecutionStatus.Completed);

        var fork = run.Fork(new AfterEvent(run.Journal.Count - 1));
        fork.Journal.OfType<ToolReturned>().ShouldHaveSingleItem().IsReused.ShouldBeTrue();
        fork.State.Usage.ToolCalls.ShouldBe(0);
    }
}
