using Agents.Core.Executions;
using Agents.Core.Executions.Events;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Tests.Executions.Branches;

public sealed class ForeachTests
{
    private static readonly StateBlock Probe = Plans.Block(Plans.Agent("probe", task: "{{ ns }} {{ _index }}/{{ _total }}"));

    private static readonly JsonObject ThreeNames = JsonObject.Of(("names", JsonArray.Create("a", "b", "c")));

    private static ForeachState Each(int atOnce = 1) => Plans.Foreach("each", "$.names", Probe) with { ItemName = "ns", MaxConcurrency = atOnce };

    [Fact]
    public void Items_RunOneAfterTheOtherByDefault()
    {
        var run = Run.Start(Plans.Machine(Each()), ThreeNames);

        Tasks(run).ShouldBe(["a 0/3"]);
        run.Succeed("probe", 1L);
        Tasks(run).ShouldBe(["b 1/3"]);
    }

    [Fact]
    public void Items_RunSoManyAtOnceAndKeepTheirOrder()
    {
        var run = Run.Start(Plans.Machine(Each(2)), ThreeNames);
        Tasks(run).ShouldBe(["a 0/3", "b 1/3"]);

        run.Succeed(run.Work[1], "B");
        Tasks(run).ShouldBe(["a 0/3", "c 2/3"]);
        run.Succeed(run.Work[1], "C").Succeed("probe", "A");

        run.State.Result.ShouldBe(JsonValue.Parse("""{"results": ["A", "B", "C"], "count": 3}"""));
    }

    [Fact]
    public void Item_IsTheInputOfItsFirstState()
    {
        var run = Run.Start(Plans.Machine(Plans.Foreach("each", "names", Plans.Block(Plans.Agent("probe")))), ThreeNames);

        ((JsonObject)run.Work[0].Input).Find("input").ShouldBe((JsonValue)"a");
    }

    [Fact]
    public void EmptyList_IsDoneAtOnce()
        => Run.Start(Plans.Machine(Each()), JsonObject.Of(("names", JsonArray.Empty))).State.Result.ShouldBe(JsonValue.Parse("""{"results": [], "count": 0}"""));

    [Theory]
    [InlineData("""{}""", "leads to nothing")]
    [InlineData("""{"names": "a"}""", "leads to a value of type string; it must be a list")]
    public void ItemsPathWithoutAList_FailsTheStep(string inputs, string message)
    {
        var run = Run.Start(Plans.Machine(Each()), (JsonObject)JsonValue.Parse(inputs));

        run.State.Error!.Message.ShouldContain(message);
        run.State.Error.State.ShouldBe("each");
        run.Types.TakeLast(2).ShouldBe(["step.failed", "execution.failed"]);
    }

    [Fact]
    public void FailedItem_FailsTheStepAndStopsTheOthers()
    {
        var run = Run.Start(Plans.Machine(Each(2)), ThreeNames);

        run.Fail(run.Work[1], new ExecutionError(ErrorCategory.Validation, "bad"));

        run.State.Error!.Message.ShouldBe("Item 1: bad");
        run.State.ActiveSteps.ShouldBeEmpty();
    }

    [Fact]
    public void ContinueOnError_PutsTheFailureInTheItemsPlace()
    {
        var run = Run.Start(Plans.Machine(Each() with { ContinueOnError = true }), ThreeNames).Succeed("probe", "A");
        run.Fail(run.Work[0], new ExecutionError(ErrorCategory.Validation, "bad") { Code = "NO_POD", IsPermanent = true }).Succeed("probe", "C");

        run.State.Result.ShouldBe(JsonValue.Parse(
            """{"results": ["A", {"error": {"category": "validation_error", "code": "NO_POD", "message": "bad", "state": "probe"}}, "C"], "count": 3}"""));
    }

    [Theory]
    [InlineData("array", """[{"x": 1}, {"x": 2, "y": 3}]""")]
    [InlineData("merge", """{"x": 2, "y": 3}""")]
    [InlineData("first", """{"x": 2, "y": 3}""")]
    public void Aggregation_ShapesTheResult(string aggregation, string expected)
    {
        var run = Run.Start(Plans.Machine(Each(2) with { Aggregation = aggregation }), JsonObject.Of(("names", JsonArray.Create("a", "b"))));

        run.Succeed(run.Work[1], JsonValue.Parse("""{"x": 2, "y": 3}""")).Succeed("probe", JsonValue.Parse("""{"x": 1}"""));

        run.State.Result.ShouldBe(JsonValue.Parse(expected));
    }

    [Fact]
    public void Items_AreRecordedOnce()
    {
        var run = Run.Start(Plans.Machine(Each(3)), ThreeNames).Finish();

        run.Journal.OfType<StepStarted>().Where(static started => started.State == "each").ShouldHaveSingleItem().Input.ShouldBe(ThreeNames["names"]);
        run.Journal.OfType<BranchStarted>().ShouldAllBe(static started => !EventText.Write(started).Contains("item"));
    }

    [Fact]
    public void Loop_InsideAnItem_CountsForItself()
    {
        var block = Plans.Block(
            Plans.Transform("count", "ctx.get('n', 0) + 1", "again") with { ResultPath = ContextPath.TryParse("n") },
            Plans.Switch("again", null, "done", ("ctx.n < 3", "count")),
            Plans.Transform("done", "ctx.n"));

        var run = Run.Start(Plans.Machine(Plans.Foreach("each", "names", block) with { Aggregation = "array" }), ThreeNames);

        run.State.Result.ShouldBe(JsonValue.Parse("""[{"n": 3}, {"n": 3}, {"n": 3}]"""));
    }

    [Fact]
    public void EndlessLoop_InsideAnItem_StopsAtTheLimitOfVisits()
        => Run.Start(Plans.Machine(Plans.Foreach("each", "names", Plans.Block(Plans.Transform("again", "1", "again")))), ThreeNames)
            .State.Error!.Message.ShouldStartWith("Item 0: State 'again' was entered 1000 times");

    [Fact]
    public void Timeout_FailsTheStep()
        => Run.Start(Plans.Machine(Each() with { Timeout = TimeSpan.FromSeconds(5) }), ThreeNames).Pass(TimeSpan.FromSeconds(5)).State.Error!.Category.ShouldBe(ErrorCategory.Timeout);

    private static IEnumerable<string> Tasks(Run run) => run.Work.Select(static step => ((JsonString)((JsonObject)step.Input).Find("task")!).Value);
}
