using Agents.Core.Executions;
using Agents.Core.Executions.Commands;
using Agents.Core.Executions.Events;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Tests.Executions.Forks;

public sealed class SequentialForkTests
{
    private static readonly Workflow Plan = Plans.Machine(
        Plans.Agent("first", "shape"),
        Plans.Transform("shape", "{'text': steps.first + '!'}", "second"),
        Plans.Agent("second", "third", "{{ shape.text }}"),
        Plans.Agent("third", task: "{{ steps.second }}"));

    [Fact]
    public void BeforeAStep_KeepsResultsBeforeItAndRunsItAgain()
    {
        var parent = Run.Start(Plan).Succeed("a").Succeed("b").Succeed("c");

        var fork = parent.Fork(new BeforeStep("second"));

        fork.Step.State.ShouldBe("second");
        fork.State.Context.Find("steps")!.ToJson().ShouldBe("""{"first":"a","shape":{"text":"a!"}}""");
        fork.Succeed("B").Succeed("C").State.Result.ShouldBe("C");
        fork.Journal.OfType<StepStarted>().Select(static started => started.State).ShouldBe(["first", "second", "third"]);
    }

    [Fact]
    public void Fork_NamesItsParentAndTheEventOfTheCut()
    {
        var parent = Run.Start(Plan).Succeed("a").Succeed("b");
        var started = parent.Journal.ToList().FindIndex(static happened => happened is StepStarted { State: "second" });

        var fork = parent.Fork(new BeforeStep("second"));

        fork.State.ForkedFrom.ShouldBe(new ForkOrigin("e1", started));
        fork.State.Id.ShouldBe("e1-fork");
        fork.State.WorkflowVersion.ShouldBe(2);
        fork.State.CreatedAt.ShouldBe(fork.Now);
    }

    [Fact]
    public void CopiedSteps_HaveIdsOfTheFork()
    {
        var fork = Run.Start(Plan).Succeed("a").Succeed("b").Fork(new BeforeStep("third"));

        fork.Journal.OfType<StepStarted>().Select(static started => started.StepId).ShouldBe(
            [StepId.Of("e1-fork", "first", "", 0, 1), StepId.Of("e1-fork", "second", "", 0, 1), StepId.Of("e1-fork", "third", "", 0, 1)]);
        fork.Journal.OfType<StepSucceeded>().Select(static ended => ended.StepId).ShouldBe(
            [StepId.Of("e1-fork", "first", "", 0, 1), StepId.Of("e1-fork", "second", "", 0, 1)]);
        fork.Step.Id.IdempotencyKey(1).ShouldNotBe(StepId.Of("e1", "third", "", 0, 1).IdempotencyKey(1));
    }

    [Fact]
    public void CopiedModelCalls_AreReusedAndNotUsed()
    {
        var parent = Run.Start(Plan);
        Answer(parent, "a", 10, 0.5m);
        Answer(parent, "b", 20, 0.25m);

        var fork = parent.Fork(new BeforeStep("third"));
        Answer(fork, "c", 3, 0.1m);

        fork.State.Reused.ShouldBe(new ReusedWork(2, new TokenUsage(30, 0, 0.75m, 2)));
        fork.State.Usage.ShouldBe(new TokenUsage(3, 0, 0.1m, 1));
        StateDump.Of(fork.Reload()).ShouldBe(StateDump.Of(fork.State));
    }

    [Fact]
    public void AfterAnEvent_TheStepThatWasUnderWayBeginsAnew()
    {
        var parent = Run.Start(Plan).Succeed("a").Fail(ErrorCategory.Provider).Pass(TimeSpan.FromSeconds(2)).Succeed("b");
        var retried = parent.Journal.ToList().FindLastIndex(static happened => happened is StepStarted { State: "second", Attempt: 2 });

        var fork = parent.Fork(new AfterEvent(retried + 1));

        fork.Step.State.ShouldBe("second");
        fork.Step.Attempt.ShouldBe(1);
        fork.Step.StartedAt.ShouldBe(fork.Now);
        fork.Step.Deadline.ShouldBe(fork.Now.AddMinutes(5));
    }

    [Fact]
    public void AfterTheFirstEvent_BeginsWithEverything()
    {
        var fork = Run.Start(Plan).Succeed("a").Fork(new AfterEvent(1));

        fork.Types.ShouldBe(["execution.created", "execution.forked", "execution.started", "step.started"]);
        fork.State.Reused.ShouldBe(ReusedWork.None);
    }

    [Fact]
    public void AfterAFinalFailure_TriesTheStepAgain()
    {
        var parent = Run.Start(Plan).Succeed("a").Break("second");
        parent.State.Status.ShouldBe(ExecutionStatus.Failed);

        var fork = parent.Fork(new AfterEvent(parent.Journal.Count - 1));

        fork.Step.State.ShouldBe("second");
        fork.Succeed("b").Succeed("c").State.Status.ShouldBe(ExecutionStatus.Completed);
    }

    [Fact]
    public void StateThatFailed_IsTheOneThatItsNameMeans()
    {
        var parent = Run.Start(Plan).Succeed("a").Break("second");

        parent.Fork(new BeforeStep("second")).Step.State.ShouldBe("second");
    }

    [Fact]
    public void Loop_ByNameItsLatestVisitIsDoneAgain_ByIdAnyOther()
    {
        var plan = Plans.Machine(
            Plans.Agent("ask", "check"),
            Plans.Switch("check", "steps.ask", null, ("_value == 'more'", "ask"), ("True", "done")),
            Plans.Agent("done"));
        var parent = Run.Start(plan).Succeed("more").Succeed("more").Succeed("enough").Succeed("done");

        var latest = parent.Fork(new BeforeStep("ask"));
        var second = parent.Fork(new BeforeStep(StepId.Of("e1", "ask", "", 0, 2).Value));

        latest.Step.Visit.ShouldBe(3);
        latest.State.Reused.Steps.ShouldBe(2);
        second.Step.Visit.ShouldBe(2);
        second.State.Reused.Steps.ShouldBe(1);
    }

    [Fact]
    public void PureState_IsComputedAgain()
    {
        var fork = Run.Start(Plan).Succeed("a").Succeed("b").Fork(new BeforeStep("shape"));

        fork.Types.ShouldBe(["execution.created", "execution.started", "step.started", "step.succeeded", "execution.forked", "step.evaluated", "step.started"]);
    }

    [Fact]
    public void PausedExecution_GoesOnInItsFork()
    {
        var parent = Run.Start(Plan);
        parent.Take(new PauseExecution(parent.Now, null, null));
        parent.Succeed("a");

        var fork = parent.Fork(new AfterEvent(parent.Journal.Count));

        fork.State.Status.ShouldBe(ExecutionStatus.Running);
        fork.Step.State.ShouldBe("second");
    }

    [Fact]
    public void ForkOfAFork_ReusesWhatBothHave()
    {
        var parent = Run.Start(Plan);
        Answer(parent, "a", 10, 0.5m);
        var child = parent.Fork(new BeforeStep("second"), JsonObject.Of(("tone", "dry")));
        Answer(child, "b", 20, 0.25m);

        var grandchild = child.Fork(new BeforeStep("third"));

        grandchild.State.ForkedFrom!.ExecutionId.ShouldBe("e1-fork");
        grandchild.State.Reused.ShouldBe(new ReusedWork(2, new TokenUsage(30, 0, 0.75m, 2)));
        grandchild.State.Usage.ShouldBe(TokenUsage.None);
        grandchild.State.Inputs.Find("tone").ShouldBe("dry");
    }

    [Fact]
    public void ForkedTwiceUnderTheSameId_IsForkedOnce()
    {
        var parent = Run.Start(Plan).Succeed("a");
        var fork = parent.Fork(new BeforeStep("second"));
        var events = fork.Journal.Count;

        fork.Take(new ForkExecution(fork.Now) { ExecutionId = "e1-fork", WorkflowVersion = 2, Journal = parent.Journal, Point = new AfterEvent(1) }).ShouldBeOfType<Accepted>().Events.ShouldBeEmpty();
        fork.Journal.Count.ShouldBe(events);
    }

    [Fact]
    public void PointThatIsNowhere_IsRefusedWithWhatThereIs()
    {
        var parent = Run.Start(Plan).Succeed("a").Succeed("b").Succeed("c");
        var last = parent.Journal.Count;

        parent.RefuseFork(new AfterEvent(0)).ShouldContain($"from 1 to {last - 1}");
        parent.RefuseFork(new AfterEvent(last)).ShouldContain($"with event {last} the execution ended");
        parent.RefuseFork(new BeforeStep("nowhere")).ShouldContain("no step 'nowhere'");
    }

    private static void Answer(Run run, string text, int tokens, decimal cost)
    {
        var step = run.Step;
        var replied = new ModelReplied(run.Now, step.Id, 1, 0) { Provider = "p", Model = "m", Text = text, Usage = new TokenUsage(tokens, 0, cost, 1) };
        run.Take(new FinishStep(run.Now, step.Id, 1, text, null, [replied], 0));
    }
}
