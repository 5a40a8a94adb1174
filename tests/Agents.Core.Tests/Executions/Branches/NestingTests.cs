using Agents.Core.Executions;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Tests.Executions.Branches;

public sealed class NestingTests
{
    [Fact]
    public void ParallelInForeachInTry_SeesAllThatIsAround()
    {
        var inner = Plans.Parallel(
            "both",
            null,
            ("ask", Plans.Block(Plans.Agent("ask", task: "{{ service }} {{ _index }} {{ ctx.mark }} {{ input.all[0] }}"))),
            ("stop", Plans.Block(Plans.Switch("odd", null, "fine", ("service == 'b'", "bad")), Plans.Fail("bad", "ODD", "{{ service }} is odd"), Plans.Transform("fine", "service"))));
        var each = Plans.Foreach("each", "$.all", Plans.Block(inner)) with { ItemName = "service" };
        var plan = Plans.Machine(
            Plans.Inject("set", JsonObject.Of(("mark", "m")), "guarded"),
            Plans.Try("guarded", Plans.Block(each), Plans.Block(Plans.Transform("caught", "_error"))));
        var run = Run.Start(plan, JsonObject.Of(("all", JsonArray.Create("a", "b", "c"))));

        var step = run.Work.ShouldHaveSingleItem();
        ((JsonObject)step.Input).Find("task").ShouldBe((JsonValue)"a 0 m a");
        step.Branch.ShouldBe("guarded#1/try/each#1/0/both#1/ask");
        run.Succeed(step, "ok");

        run.State.Result.ShouldBe(JsonValue.Parse("""{"code": "ODD", "category": "validation_error", "message": "Item 1: Branch stop: b is odd", "state": "bad", "attempt": 1}"""));
    }

    [Fact]
    public void ForeachInForeach_HidesTheOuterNamesOnly()
    {
        var inner = Plans.Foreach("columns", "row.cells", Plans.Block(Plans.Transform("cell", "[row.name, _index, _total, item]"))) with { Aggregation = "array" };
        var outer = Plans.Foreach("rows", "rows", Plans.Block(inner)) with { ItemName = "row", Aggregation = "array" };
        var inputs = (JsonObject)JsonValue.Parse("""{"rows": [{"name": "r", "cells": [1, 2]}, {"name": "s", "cells": []}]}""");

        Run.Start(Plans.Machine(outer), inputs).State.Result.ShouldBe(JsonValue.Parse("""[[["r", 0, 2, 1], ["r", 1, 2, 2]], []]"""));
    }

    [Fact]
    public void StateOfABlockOfABlock_IsFoundByItsPath()
    {
        var plan = Plans.Machine(Plans.Foreach("each", "x", Plans.Block(Plans.Try("guarded", Plans.Block(Plans.Agent("deep"))))));

        Execution.FindState(plan, "each#1/7/guarded#2/try", "deep").ShouldBeOfType<AgentState>();
        Execution.FindState(plan, "each#1/7/guarded#2/catch", "deep").ShouldBeNull();
        Execution.FindState(plan, "", "deep").ShouldBeNull();
    }

    [Fact]
    public void StateThatCanNeverBeDone_InsideABlock_IsRefused()
        => Run.Start(Plans.Machine(Plans.Try("guarded", Plans.Block(Plans.Foreach("each", "x", Plans.Block(new ApprovalState("deep") { Approvers = ["user:ada"], Quorum = 2 }))))))
            .State.Error!.Message.ShouldContain("'deep'");

    [Fact]
    public void DeeplyNestedBlocks_AreRun()
    {
        State state = Plans.Agent("deep");
        for (var depth = 0; depth < 30; depth++)
        {
            state = depth % 2 == 0 ? Plans.Try($"s{depth}", Plans.Block(state)) : Plans.Parallel($"s{depth}", null, ("b", Plans.Block(state)));
        }

        Run.Start(Plans.Machine(state)).Succeed("deep", "done").State.Status.ShouldBe(ExecutionStatus.Completed);
    }

    [Fact]
    public void ResultsThatNestTooDeepTogether_FailTheStep()
    {
        var deep = JsonValue.Parse(new string('[', 63) + new string(']', 63));
        var plan = Plans.Machine(Plans.Parallel("outer", null, ("a", Plans.Block(Plans.Parallel("inner", null, ("b", Plans.Block(Plans.Agent("ask"))))))));

        var run = Run.Start(plan).Succeed("ask", deep);

        run.State.Error.ShouldBe(new ExecutionError(ErrorCategory.Validation, "The results of its branches together nest deeper than 64. Let them give less.") { State = "outer" });
    }

    [Fact]
    public void Reloaded_InTheMiddle_IsTheSame()
    {
        var each = Plans.Foreach("each", "x", Plans.Block(Plans.Try("guarded", Plans.Block(Plans.Agent("ask")), Plans.Block(Plans.Agent("note"))))) with { MaxConcurrency = 2 };
        var run = Run.Start(Plans.Machine(each), JsonObject.Of(("x", JsonArray.Create(1L, 2L, 3L))));
        run.Fail(run.Work[1], new ExecutionError(ErrorCategory.Validation, "bad"));

        run.Work.Select(static step => step.State).ShouldBe(["ask", "note"]);
        StateDump.Of(run.Reload()).ShouldBe(StateDump.Of(run.State));
    }
}
