using Agents.Core.Executions;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Tests.Executions;

/// <summary>The rules of formats §B.3, one test each.</summary>
public sealed class ContextTests
{
    private static JsonValue Evaluate(string expression, JsonObject? inputs, params State[] before)
    {
        State[] states = [.. before, Plans.Transform("read", expression)];
        var run = Run.Start(Plans.Machine(states), inputs);
        run.State.Status.ShouldBe(ExecutionStatus.Completed, run.State.Error?.Message);
        return run.State.Result!;
    }

    [Fact]
    public void Inputs_ReadTheSameBareUnderInputAndUnderCtx()
    {
        var inputs = JsonObject.Of(("x", 7L));

        Evaluate("[x, input.x, ctx.x, workflow.input.x]", inputs).ShouldBe(JsonArray.Create(7L, 7L, 7L, 7L));
    }

    [Fact]
    public void WrittenKey_HidesTheInputButNotUnderInput()
        => Evaluate("[x, input.x]", JsonObject.Of(("x", 1L)), Plans.Inject("set", JsonObject.Of(("x", 2L)), "read")).ShouldBe(JsonArray.Create(2L, 1L));

    [Theory]
    [InlineData("steps.set.output.a")]
    [InlineData("steps.set.result.a")]
    [InlineData("steps['set']['output']['a']")]
    [InlineData("steps.set.get('output').a")]
    [InlineData("ctx.steps.set.output.a")]
    [InlineData("set.a")]
    public void StepResult_ReadsTheSameInEverySpelling(string expression)
        => Evaluate(expression, null, Plans.Inject("set", JsonObject.Of(("a", 5L)), "read")).ShouldBe((JsonValue)5L);

    [Theory]
    [InlineData("\"text\"")]
    [InlineData("[1, 2]")]
    [InlineData("3")]
    [InlineData("2.5")]
    [InlineData("true")]
    public void StepResult_ThatIsNoObject_AnswersToOutputAndResult(string json)
    {
        var value = JsonValue.Parse(json);

        Evaluate("[steps.set.output, steps.set.result, steps.set.get('output')]", null, Plans.Inject("set", value, "read"))
            .ShouldBe(JsonArray.Create(value, value, value));
    }

    [Fact]
    public void StepResult_WithAKeyOutputOfItsOwn_KeepsIt()
        => Evaluate("steps.set.output", null, Plans.Inject("set", JsonObject.Of(("output", "own")), "read")).ShouldBe((JsonValue)"own");

    [Fact]
    public void HasAttr_OfSomethingMissing_IsFalse()
        => Evaluate("[hasattr(ctx, 'nothing'), hasattr(steps, 'nothing'), hasattr(input, 'x')]", JsonObject.Of(("x", 1L))).ShouldBe(JsonArray.Create(false, false, true));

    [Fact]
    public void ResultPath_WritesNestedAndCtxIsTheRoot()
    {
        var plan = Plans.Machine(
            Plans.Inject("a", JsonObject.Of(("v", 1L)), "b") with { ResultPath = ContextPath.TryParse("ctx.config.deep") },
            Plans.Transform("b", "ctx.config.deep.v + config.deep.v"));

        Run.Start(plan).State.Result.ShouldBe((JsonValue)2L);
    }

    [Fact]
    public void Output_CopiesPartsOfTheResult()
    {
        var plan = Plans.Machine(
            Plans.Inject("a", JsonObject.Of(("list", JsonArray.Create(10L, 20L))), "b") with { ResultPath = ContextPath.TryParse("raw"), Output = [new("second", "$.list[1]")] },
            Plans.Transform("b", "second"));

        Run.Start(plan).State.Result.ShouldBe((JsonValue)20L);
    }

    [Fact]
    public void RootedPath_ThatMissesAtTheRoot_IsLookedUpInEarlierOutputsNewestFirst()
    {
        var plan = Plans.Machine(
            Plans.Inject("old", JsonObject.Of(("k", "old")), "new") with { ResultPath = ContextPath.TryParse("steps.a") },
            Plans.Inject("new", JsonObject.Of(("k", "new")), "pick") with { ResultPath = ContextPath.TryParse("steps.b") },
            Plans.Switch("pick", "$.k", null, ("_value == 'new'", "done")),
            new EndState("done"));

        Run.Start(plan).State.Status.ShouldBe(ExecutionStatus.Completed);
    }

    [Fact]
    public void SingleExpression_KeepsItsType()
    {
        var plan = Plans.Machine(
            new InjectState("set") { Data = new ObjectValue([new("n", new TextValue(Plans.Text("{{ input.n }}"))), new("t", new TextValue(Plans.Text("n={{ input.n }}")))]) });

        Run.Start(plan, JsonObject.Of(("n", 4L))).State.Result.ShouldBe(JsonObject.Of(("n", 4L), ("t", "n=4")));
    }

    [Fact]
    public void CronStart_TellsWhenAndByWhat()
    {
        var plan = Plans.Machine(new CronState("at") { Cron = "0 9 * * *", Timezone = "Europe/Berlin", Next = new ToTransition("read") }, Plans.Transform("read", "[_cronExpression, ctx._cronTimezone, _cronTriggeredAt]"));

        Run.Start(plan).State.Result.ShouldBe(JsonArray.Create("0 9 * * *", "Europe/Berlin", "2026-01-02T03:04:05.000Z"));
    }

    [Fact]
    public void StateWithoutInput_GetsThePreviousOutput()
    {
        var run = Run.Start(Plans.Machine(Plans.Agent("a", "b"), Plans.Agent("b")), JsonObject.Of(("q", 1L)));

        ((JsonObject)run.Step.Input).Find("input").ShouldBe(JsonObject.Of(("q", 1L)));
        ((JsonObject)run.Succeed("from a").Step.Input).Find("input").ShouldBe((JsonValue)"from a");
    }
}
