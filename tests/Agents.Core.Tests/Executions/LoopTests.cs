using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Tests.Executions;

public sealed class LoopTests
{
    private static readonly StateField Done = new("done", new FieldType(FieldKind.Bool)) { Default = false };

    private static readonly StateField Text = new("text", new FieldType(FieldKind.Str));

    private static Workflow Plan(int limit) => Plans.Graph(
        [Done, Text],
        Plans.Agent("work") with { OutputFields = ["done"], HasSimpleOutput = true, Next = new LoopTransition("work", "done", limit, new ToTransition("write")) },
        Plans.Agent("write") with { OutputFields = ["text"], HasSimpleOutput = true });

    private static Run Start(int limit) => Run.Start(Plan(limit), JsonObject.Of(("done", false)));

    [Fact]
    public void Loop_RepeatsUntilItsFieldIsTrue()
    {
        var run = Start(5).Succeed(false).Succeed(false);

        run.Step.State.ShouldBe("work");
        run.Succeed(true).Step.State.ShouldBe("write");
    }

    [Fact]
    public void Loop_LeavesAfterItsLimit()
    {
        var run = Start(3).Succeed(false).Succeed(false).Succeed(false);

        run.Step.State.ShouldBe("write");
        run.State.Root.Visits["work"].ShouldBe(3);
    }

    [Fact]
    public void Loop_GivesEveryRoundAStepIdOfItsOwn()
    {
        var run = Start(5);
        var first = run.Step.Id;

        run.Succeed(false).Step.Id.ShouldNotBe(first);
    }

    [Fact]
    public void LoopCounter_IsReadableAndCountsCompletedRounds()
    {
        var plan = Plans.Graph(
            [Done],
            Plans.Agent("work", task: "round {{ _loop_iteration_work }}") with { OutputFields = ["done"], HasSimpleOutput = true, Next = new LoopTransition("work", "done", 9, EndTransition.Instance) });
        var run = Run.Start(plan, JsonObject.Of(("done", false)));

        ((JsonObject)run.Step.Input).Find("task").ShouldBe((JsonValue)"round 0");
        ((JsonObject)run.Succeed(false).Step.Input).Find("task").ShouldBe((JsonValue)"round 1");
    }

    [Fact]
    public void Graph_GivesAllFieldsBack()
    {
        var run = Start(1).Succeed(true).Succeed("written");

        run.State.Result.ShouldBe(JsonObject.Of(("done", true), ("text", "written")));
    }
}
