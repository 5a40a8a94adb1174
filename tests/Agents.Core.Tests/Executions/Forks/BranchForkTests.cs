using Agents.Core.Executions;
using Agents.Core.Executions.Events;
using Agents.Core.Json;

namespace Agents.Core.Tests.Executions.Forks;

public sealed class BranchForkTests
{
    private static readonly JsonObject Items = JsonObject.Of(("items", JsonArray.Create("a", "b", "c")));

    [Fact]
    public void FailedItem_IsRunAgainAlone()
    {
        var plan = Plans.Machine(
            Plans.Foreach("each", "input.items", Plans.Block(Plans.Agent("fetch", "probe", "{{ item }}"), Plans.Agent("probe", task: "{{ item }}")), "sum") with { ContinueOnError = true, MaxConcurrency = 2 },
            Plans.Agent("sum"));
        var parent = Run.Start(plan, Items);
        Play(parent, broken: step => step is { State: "probe", Branch: "each#1/1" });
        parent.State.Status.ShouldBe(ExecutionStatus.Completed);

        var fork = parent.Fork(new BeforeStep("probe"));

        var again = fork.Work.ShouldHaveSingleItem();
        (again.State, again.Branch).ShouldBe(("probe", "each#1/1"));
        fork.State.Reused.Steps.ShouldBe(5);
        fork.Succeed("probe", "b").Finish();
        fork.State.Context.Find("steps")!.ToJson().ShouldContain("""{"results":["a","b","c"],"count":3}""");
    }

    [Fact]
    public void Parallel_KeepsFinishedSiblingsAlsoThoseThatEndedLater()
    {
        var plan = Plans.Machine(
            Plans.Parallel("both", "after", ("left", Plans.Block(Plans.Agent("l1", "l2"), Plans.Agent("l2"))), ("right", Plans.Block(Plans.Agent("r1", "r2"), Plans.Agent("r2")))),
            Plans.Agent("after"));
        var parent = Run.Start(plan).Succeed("l1", 1L).Succeed("l2", 2L).Succeed("r1", 3L).Succeed("r2", 4L).Succeed("after", 5L);

        var fork = parent.Fork(new BeforeStep("l2"));

        fork.Work.ShouldHaveSingleItem().State.ShouldBe("l2");
        fork.State.Reused.Steps.ShouldBe(3);
        fork.Succeed("l2", 20L).Work.ShouldHaveSingleItem().State.ShouldBe("after");
        fork.State.Context.Find("steps")!.ToJson().ShouldContain("""{"left":20,"right":4}""");
    }

    [Fact]
    public void Parallel_BranchUnderWayBeginsItsStepAnew()
    {
        var plan = Plans.Machine(Plans.Parallel("both", null, ("left", Plans.Block(Plans.Agent("l1"))), ("right", Plans.Block(Plans.Agent("r1", "r2"), Plans.Agent("r2")))));
        var parent = Run.Start(plan).Succeed("r1", 1L);

        var fork = parent.Fork(new AfterEvent(parent.Journal.Count));

        fork.Work.Select(static step => step.State).Order().ShouldBe(["l1", "r2"]);
        fork.State.Reused.Steps.ShouldBe(1);
    }

    [Fact]
    public void BranchThatBrokeTheOthers_IsRunAgainWithTheStepThatWasAskedFor()
    {
        var plan = Plans.Machine(Plans.Parallel("both", null, ("left", Plans.Block(Plans.Agent("l1", "l2"), Plans.Agent("l2"))), ("right", Plans.Block(Plans.Agent("r1")))));
        var parent = Run.Start(plan).Succeed("l1", 1L).Break("r1");
        parent.State.Status.ShouldBe(ExecutionStatus.Failed);

        var fork = parent.Fork(new BeforeStep("l2"));

        fork.Work.Select(static step => step.State).Order().ShouldBe(["l2", "r1"]);
        fork.Succeed("l2", 2L).Succeed("r1", 3L).State.Status.ShouldBe(ExecutionStatus.Completed);
    }

    [Fact]
    public void StepOfATry_LeavesOutWhatWasCaught()
    {
        var plan = Plans.Machine(Plans.Try("guard", Plans.Block(Plans.Agent("prepare", "fix"), Plans.Agent("fix")), Plans.Block(Plans.Agent("note")), Plans.Block(Plans.Agent("clean"))));
        var parent = Run.Start(plan).Succeed("prepare", 1L).Break("fix").Succeed("note", 2L).Succeed("clean", 3L);
        parent.State.Status.ShouldBe(ExecutionStatus.Completed);

        var fork = parent.Fork(new BeforeStep("fix"));

        fork.Work.ShouldHaveSingleItem().State.ShouldBe("fix");
        fork.Succeed("fix", 9L).Work.ShouldHaveSingleItem().State.ShouldBe("clean");
        fork.Succeed("clean", 3L).State.Result.ShouldBe(9L);
    }

    [Fact]
    public void StepOfACatch_KeepsTheFailureThatItCaught()
    {
        var plan = Plans.Machine(Plans.Try("guard", Plans.Block(Plans.Agent("fix")), Plans.Block(Plans.Agent("note", task: "{{ _error.message }}"))));
        var parent = Run.Start(plan).Break("fix", "too hot").Succeed("note", 2L);

        var fork = parent.Fork(new BeforeStep("note"));

        fork.Work.ShouldHaveSingleItem().Input.ToJson().ShouldContain("too hot");
    }

    [Fact]
    public void StepAfterBranches_KeepsAllOfThem()
    {
        var plan = Plans.Machine(
            Plans.Foreach("each", "input.items", Plans.Block(Plans.Agent("probe", task: "{{ item }}")), "sum"), Plans.Agent("sum", task: "{{ steps.each.results }}"));
        var parent = Run.Start(plan, Items).Finish();

        var fork = parent.Fork(new BeforeStep("sum"));

        fork.Step.State.ShouldBe("sum");
        fork.State.Reused.Steps.ShouldBe(3);
        fork.Step.Input.ShouldBe(parent.Journal.OfType<StepStarted>().Single(static started => started.State == "sum").Input);
    }

    [Fact]
    public void WholeForeach_ByItsName_IsRunAgain()
    {
        var plan = Plans.Machine(Plans.Agent("list", "each"), Plans.Foreach("each", "input.items", Plans.Block(Plans.Agent("probe"))));
        var parent = Run.Start(plan, Items).Finish();

        var fork = parent.Fork(new BeforeStep("each"));

        fork.State.Reused.Steps.ShouldBe(1);
        fork.Work.ShouldHaveSingleItem().Branch.ShouldBe("each#1/0");
    }

    [Fact]
    public void NestedBranches_AreCutOnlyOnTheWayToTheStep()
    {
        var inner = Plans.Block(Plans.Parallel("pair", "close", ("x", Plans.Block(Plans.Agent("px"))), ("y", Plans.Block(Plans.Agent("py")))), Plans.Agent("close"));
        var plan = Plans.Machine(Plans.Foreach("each", "input.items", inner) with { MaxConcurrency = 3 });
        var parent = Run.Start(plan, Items).Finish();
        parent.State.Status.ShouldBe(ExecutionStatus.Completed);

        var fork = parent.Fork(new BeforeStep(StepId.Of("e1", "py", "each#1/1/pair#1/y", 1, 1).Value));

        var step = fork.Work.ShouldHaveSingleItem();
        step.Branch.ShouldBe("each#1/1/pair#1/y");
        fork.State.Reused.Steps.ShouldBe(7);
        fork.Finish().State.Result.ShouldBe(parent.State.Result);
    }

    [Fact]
    public void LimitOfAStepThatIsOpenAtTheCut_IsWholeAgain()
    {
        var plan = Plans.Machine(Plans.Foreach("each", "input.items", Plans.Block(Plans.Agent("probe"))) with { Timeout = TimeSpan.FromMinutes(2) });
        var parent = Run.Start(plan, Items).Pass(TimeSpan.FromSeconds(90)).Succeed("probe", 1L);

        var fork = parent.Fork(new AfterEvent(parent.Journal.Count));

        fork.State.ActiveSteps.Single(static step => step.Composite is not null).Deadline.ShouldBe(fork.Now.AddMinutes(2));
    }

    private static void Play(Run run, Func<StepState, bool> broken)
    {
        while (run.Work is [var step, ..])
        {
            if (broken(step))
            {
                run.Fail(step, new ExecutionError(ErrorCategory.Provider, "broken") { IsPermanent = true });
            }
            else
            {
                run.Succeed(step, (step.Input as JsonObject)?.Find("task") ?? step.State);
            }
        }
    }
}
