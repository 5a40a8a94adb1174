using Agents.Core.Executions;
using Agents.Core.Formats;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Tests.Executions.Branches;

public sealed class MapTests
{
    private static readonly Workflow Plan = WorkflowLoader.Load("""
        schema_version: "1.0"
        flow: {name: maps}
        state: {fields: {topics: {type: "list[str]", default: []}, found: {type: "list[str]", default: []}, one: {type: str, default: ""}, summary: {type: str, default: ""}}}
        nodes:
          - {id: plan, prompt: plan, output_schema: {type: "list[str]"}, outputs: [topics]}
          - {id: search, prompt: "{_parallel_index}: {_parallel_item}", output_schema: {type: str}, outputs: [one]}
          - {id: sum, prompt: "Sum {found}", output_schema: {type: str}, outputs: [summary]}
        edges:
          - {from: START, to: plan}
          - {from: plan, parallel: {items_field: topics, target_node: search, collect_field: found}}
          - {from: search, to: sum}
          - {from: sum, to: END}
        """).Workflow.ShouldNotBeNull();

    private static JsonArray Names(int count) => JsonArray.From(Enumerable.Range(0, count).Select(static number => (JsonValue)$"t{number}"));

    [Fact]
    public void TargetRunsPerItem_AndThenGoesOnOnce()
    {
        var run = Run.Start(Plan).Succeed("plan", Names(2));
        run.Work.Select(static step => ((JsonObject)step.Input).Find("task")).ShouldBe([(JsonValue)"0: t0", "1: t1"]);

        run.Succeed(run.Work[1], "second").Succeed("search", "first");

        ((JsonObject)run.Step.Input).Find("task").ShouldBe((JsonValue)"""Sum ["first","second"]""");
        run.Succeed("sum", "all").State.Result.ShouldBe(JsonObject.Of(
            ("topics", Names(2)), ("found", JsonArray.Create("first", "second")), ("one", ""), ("summary", "all")));
    }

    [Fact]
    public void EmptyList_GoesOnAtOnce() => Run.Start(Plan).Succeed("plan", JsonArray.Empty).Step.State.ShouldBe("sum");

    [Fact]
    public void FailedItem_FailsTheExecution()
    {
        var run = Run.Start(Plan).Succeed("plan", Names(2));

        run.Fail(run.Work[1], new ExecutionError(ErrorCategory.Validation, "bad")).State.Error!.Message.ShouldBe("Item 1: bad");
    }

    [Fact]
    public void ManyItems_RunSoManyAtOnce()
    {
        var run = Run.Start(Plan).Succeed("plan", Names(40));

        run.Work.Count.ShouldBe(MapItems.AtOnce);
        run.Finish().State.Status.ShouldBe(ExecutionStatus.Completed);
        ((JsonArray)run.State.Context["found"]).Count.ShouldBe(40);
    }

    [Fact]
    public void WhatIsNoList_FailsTheStep()
        => Run.Start(Plan).Succeed("plan", "no list").State.Error!.Message.ShouldBe("The field 'topics', which is mapped over, is not a list.");
}
