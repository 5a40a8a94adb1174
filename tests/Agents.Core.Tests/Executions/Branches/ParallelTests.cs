using Agents.Core.Executions;
using Agents.Core.Executions.Events;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Tests.Executions.Branches;

public sealed class ParallelTests
{
    private static ParallelState Gather(params string[] branches)
        => Plans.Parallel("gather", null, [.. branches.Select(static name => (name, Plans.Block(Plans.Agent($"ask_{name}"))))]);

    [Fact]
    public void Branches_RunAtOnceAndGiveTheirResultsByName()
    {
        var run = Run.Start(Plans.Machine(Gather("pods", "logs")));

        run.Work.Select(static step => step.State).ShouldBe(["ask_pods", "ask_logs"]);
        run.Succeed("ask_logs", 2L).State.Status.ShouldBe(ExecutionStatus.Running);
        run.Succeed("ask_pods", 1L);

        run.State.Status.ShouldBe(ExecutionStatus.Completed);
        run.State.Result.ShouldBe(JsonObject.Of(("pods", 1L), ("logs", 2L)));
        run.State.Context.Find("steps").ShouldBe(JsonObject.Of(("gather", run.State.Result!)));
    }

    [Fact]
    public void Journal_TellsEachBranchAndWritesNoResultTwice()
    {
        var run = Run.Start(Plans.Machine(Gather("pods", "logs"))).Succeed("ask_pods", "seen in pods").Succeed("ask_logs", "seen in logs");

        run.Types.ShouldBe([
            "execution.created", "execution.started",
            "step.started", "branch.started", "branch.started", "step.started", "step.started",
            "step.succeeded", "branch.ended", "step.succeeded", "branch.ended",
            "step.succeeded", "execution.completed"]);
        run.Journal.SkipLast(1).Select(EventText.Write).Count(static text => text.Contains("seen in pods")).ShouldBe(1);
    }

    [Fact]
    public void Branch_WritesToItsOwnContext()
    {
        var plan = Plans.Machine(
            Plans.Inject("set", JsonObject.Of(("mark", "before")), "gather"),
            Plans.Parallel(
                "gather",
                "after",
                ("left", Plans.Block(Plans.Inject("mark", "left", "look") with { ResultPath = ContextPath.TryParse("mark") }, Plans.Agent("look", task: "{{ ctx.mark }}"))),
                ("right", Plans.Block(Plans.Agent("peek", task: "{{ ctx.mark }}")))),
            Plans.Agent("after", task: "{{ ctx.mark }}"));
        var run = Run.Start(plan);

        Tasks(run).ShouldBe(["left", "before"]);
        run.Succeed("look", 1L).Succeed("peek", 2L);

        Tasks(run).ShouldBe(["before"]);
        run.State.Context.Find("steps").ShouldBeOfType<JsonObject>().Find("gather").ShouldBe(JsonObject.Of(("left", JsonObject.Of(("mark", "left"))), ("right", 2L)));
    }

    [Fact]
    public void BranchResult_IsWhatItsStatesWereToldToWrite()
    {
        var plan = Plans.Machine(Plans.Parallel("gather", null, ("only", Plans.Block(
            Plans.Agent("first", "second") with { ResultPath = ContextPath.TryParse("steps.first") },
            Plans.Agent("second", "third") with { Output = [KeyValuePair.Create("picked", "$.deep.value")] },
            Plans.Agent("third")))));

        var run = Run.Start(plan).Succeed("first", 1L).Succeed("second", JsonValue.Parse("""{"deep": {"value": 7}}""")).Succeed("third", 3L);

        run.State.Result.ShouldBe(JsonValue.Parse("""{"only": {"steps": {"first": 1}, "picked": 7}}"""));
    }

    [Fact]
    public void AllJoin_FirstFailedBranch_FailsTheStepAndStopsTheOthers()
    {
        var run = Run.Start(Plans.Machine(Gather("pods", "logs"))).Break("ask_pods", "no cluster");

        run.State.Status.ShouldBe(ExecutionStatus.Failed);
        run.State.Error.ShouldBe(new ExecutionError(ErrorCategory.Provider, "Branch pods: no cluster") { State = "ask_pods", IsPermanent = true });
        run.State.ActiveSteps.ShouldBeEmpty();
        run.Types.TakeLast(4).ShouldBe(["step.failed", "branch.ended", "step.failed", "execution.failed"]);
    }

    [Fact]
    public void AnyJoin_FirstDoneBranch_EndsTheStepAndStopsTheOthers()
    {
        var run = Run.Start(Plans.Machine(Gather("a", "b", "c") with { Join = new Join("any") })).Break("ask_b");
        var late = run.Work[0];

        run.Succeed("ask_c", "won");

        run.State.Result.ShouldBe(JsonObject.Of(("c", "won")));
        run.Succeed(late, "late").Types[^1].ShouldBe("step.late_result_ignored");
    }

    [Fact]
    public void AnyJoin_AllFailed_FailsTheStepWithTheFirstFailure()
    {
        var run = Run.Start(Plans.Machine(Gather("a", "b") with { Join = new Join("any") })).Break("ask_b", "first");
        run.State.Status.ShouldBe(ExecutionStatus.Running);

        run.Break("ask_a", "second");

        run.State.Error!.Message.ShouldEndWith("branch b: first");
    }

    [Fact]
    public void CountJoin_EndsAtItsCountAndFailsOnceItIsOutOfReach()
    {
        var plan = Plans.Machine(Gather("a", "b", "c") with { Join = new Join("count", 2) });

        Run.Start(plan).Succeed("ask_c", 3L).Break("ask_a").Succeed("ask_b", 2L).State.Result.ShouldBe(JsonObject.Of(("b", 2L), ("c", 3L)));
        Run.Start(plan).Break("ask_c").Break("ask_a").State.Status.ShouldBe(ExecutionStatus.Failed);
    }

    [Theory]
    [InlineData("array", "[1, 2]")]
    [InlineData("merge", """{"a": 1, "b": 2}""")]
    [InlineData("first", "2")]
    public void Aggregation_ShapesTheResult(string aggregation, string expected)
        => Run.Start(Plans.Machine(Gather("a", "b") with { Aggregation = aggregation })).Succeed("ask_b", 2L).Succeed("ask_a", 1L).State.Result.ShouldBe(JsonValue.Parse(expected));

    [Fact]
    public void Input_IsWhatEveryBranchBeginsWith()
    {
        var gather = Gather("a", "b") with { Input = new TextValue(Plans.Text("{{ input.topic }}")) };

        var run = Run.Start(Plans.Machine(gather), JsonObject.Of(("topic", "tea")));

        run.Work.Select(static step => ((JsonObject)step.Input).Find("input")).ShouldBe([(JsonValue)"tea", "tea"]);
    }

    [Fact]
    public void PureBranches_TakeNoCommitOfTheirOwn()
    {
        var plan = Plans.Machine(Plans.Parallel("gather", "ask", ("a", Plans.Block(Plans.Transform("one", "1"))), ("b", Plans.Block(Plans.Transform("two", "2")))), Plans.Agent("ask"));

        var run = Run.Start(plan);

        run.Step.State.ShouldBe("ask");
        ((JsonObject)run.Step.Input).Find("input").ShouldBe(JsonObject.Of(("a", 1L), ("b", 2L)));
    }

    [Fact]
    public void Timeout_FailsTheStepAndStopsEverythingInside()
    {
        var run = Run.Start(Plans.Machine(Gather("a", "b") with { Timeout = TimeSpan.FromSeconds(30) })).Succeed("ask_a", 1L);

        Execution.DueAt(run.State).ShouldBe(run.Now.AddSeconds(30));
        run.Pass(TimeSpan.FromSeconds(31));

        run.State.Status.ShouldBe(ExecutionStatus.Failed);
        run.State.Error.ShouldBe(new ExecutionError(ErrorCategory.Timeout, "The state took longer than 30 s.") { State = "gather" });
        run.Journal.OfType<StepFailed>().ShouldHaveSingleItem().State.ShouldBe("gather");
    }

    [Fact]
    public void StepInABranch_IsRetriedAndTimedByItself()
    {
        var run = Run.Start(Plans.Machine(Gather("a", "b"))).Succeed("ask_b", 2L);
        run.Fail(run.Work[0], new ExecutionError(ErrorCategory.Provider, "down"));

        run.Work.ShouldBeEmpty();
        run.Pass(TimeSpan.FromSeconds(3)).Work.ShouldHaveSingleItem().Attempt.ShouldBe(2);
        run.Pass(Advancing.DefaultTimeout + TimeSpan.FromSeconds(1));

        run.Journal.OfType<StepFailed>().Last().Error.Category.ShouldBe(ErrorCategory.Timeout);
    }

    [Fact]
    public void StepIds_TellBranchesApart()
    {
        var run = Run.Start(Plans.Machine(Plans.Parallel("gather", null, ("a", Plans.Block(Plans.Agent("ask"))), ("b", Plans.Block(Plans.Agent("ask"))))));

        run.Work.Select(static step => step.Id).Distinct().Count().ShouldBe(2);
        run.Work.Select(static step => step.Branch).ShouldBe(["gather#1/a", "gather#1/b"]);
        run.Work.ShouldAllBe(step => run.State.FindStep(step.Id) == step);
    }

    [Fact]
    public void Cancel_DropsAllBranches()
    {
        var run = Run.Start(Plans.Machine(Gather("a", "b")));

        run.Take(new Core.Executions.Commands.CancelExecution(run.Now, "ada", null));

        run.State.ActiveSteps.ShouldBeEmpty();
        run.State.Frames.Count.ShouldBe(0);
    }

    private static IEnumerable<string> Tasks(Run run) => run.Work.Select(static step => ((JsonString)((JsonObject)step.Input).Find("task")!).Value);
}
