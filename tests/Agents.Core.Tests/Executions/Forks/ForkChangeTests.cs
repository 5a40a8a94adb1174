using Agents.Core.Executions;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Tests.Executions.Forks;

/// <summary>Forks with other inputs, and on another version.</summary>
public sealed class ForkChangeTests
{
    private static readonly Workflow Plan = Plans.Machine(Plans.Agent("first", "second", "{{ input.topic }}"), Plans.Agent("second", task: "{{ topic }}/{{ input.topic }}/{{ steps.first }}"));

    [Fact]
    public void OtherInputs_AreReadByWhatComesAfterTheCut()
    {
        var parent = Run.Start(Plan, JsonObject.Of(("topic", "tea"), ("old", 1L))).Succeed("about tea").Succeed("done");

        var fork = parent.Fork(new BeforeStep("second"), JsonObject.Of(("topic", "coffee"), ("new", 2L)));

        fork.Step.Input.ToJson().ShouldContain("coffee/coffee/about tea");
        fork.State.Inputs.ToJson().ShouldBe("""{"topic":"coffee","new":2}""");
        fork.State.Context.ContainsKey("old").ShouldBeFalse();
        fork.State.Context.Find("new").ShouldBe(2L);
        StateDump.Of(fork.Reload()).ShouldBe(StateDump.Of(fork.State));
    }

    [Fact]
    public void WhatAStateWroteOverAnInput_Stays()
    {
        var plan = Plans.Machine(
            Plans.Transform("write", "'mine'", "ask") with { ResultPath = ContextPath.TryParse("topic") },
            Plans.Agent("ask", task: "{{ topic }}/{{ input.topic }}"));
        var parent = Run.Start(plan, JsonObject.Of(("topic", "tea")));

        parent.Fork(new BeforeStep("ask"), JsonObject.Of(("topic", "coffee"))).Step.Input.ToJson().ShouldContain("mine/coffee");
    }

    [Fact]
    public void OpenBranches_SeeOtherInputsToo()
    {
        var plan = Plans.Machine(Plans.Foreach("each", "input.items", Plans.Block(Plans.Agent("probe", task: "{{ topic }} {{ item }}"))));
        var parent = Run.Start(plan, JsonObject.Of(("topic", "tea"), ("items", JsonArray.Create("a", "b")))).Finish();

        var fork = parent.Fork(new BeforeStep(StepId.Of("e1", "probe", "each#1/1", 1, 1).Value), JsonObject.Of(("topic", "coffee"), ("items", JsonArray.Create("z"))));

        fork.Work.ShouldHaveSingleItem().Input.ToJson().ShouldContain("coffee b");
    }

    [Fact]
    public void OtherVersion_RunsTheRest()
    {
        var parent = Run.Start(Plan, JsonObject.Of(("topic", "tea"))).Succeed("x").Succeed("y");
        var next = Plans.Machine(Plans.Agent("first", "second"), Plans.Agent("second", "third", "anew {{ steps.first }}"), Plans.Agent("third"));

        var fork = parent.Fork(new BeforeStep("second"), onto: next);

        fork.Step.Input.ToJson().ShouldContain("anew x");
        fork.Succeed("y").Step.State.ShouldBe("third");
    }

    [Fact]
    public void VersionWithoutTheState_IsRefusedByItsName()
    {
        var parent = Run.Start(Plan, JsonObject.Of(("topic", "tea"))).Succeed("x").Succeed("y");

        var message = parent.RefuseFork(new BeforeStep("second"), Plans.Machine(Plans.Agent("first", "other"), Plans.Agent("other")));

        message.ShouldContain("the state 'second' does not exist");
        message.ShouldContain("version 2");
    }

    [Fact]
    public void VersionWithOtherBranches_IsRefused()
    {
        var plan = Plans.Machine(Plans.Parallel("both", null, ("l", Plans.Block(Plans.Agent("a"))), ("r", Plans.Block(Plans.Agent("b")))));
        var parent = Run.Start(plan).Succeed("a", 1L).Succeed("b", 1L);

        parent.RefuseFork(new BeforeStep("b"), Plans.Machine(Plans.Parallel("both", null, ("l", Plans.Block(Plans.Agent("a")))))).ShouldContain("another number of branches");
        parent.RefuseFork(new BeforeStep("b"), Plans.Machine(Plans.Parallel("both", null, ("l", Plans.Block(Plans.Agent("a"))), ("q", Plans.Block(Plans.Agent("b")))))).ShouldContain("'both#1/r' does not exist");
        parent.RefuseFork(new BeforeStep("b"), Plans.Machine(Plans.Agent("both"))).ShouldContain("of another type");
    }
}
