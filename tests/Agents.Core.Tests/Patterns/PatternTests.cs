using Agents.Core.Executions;
using Agents.Core.Executions.Events;
using Agents.Core.Formats;
using Agents.Core.Json;
using Agents.Core.Tests.Executions;
using Agents.Core.Workflows;

namespace Agents.Core.Tests.Patterns;

public sealed class PatternTests
{
    private static readonly JsonObject Tea = JsonObject.Of(("topic", "tea"));

    [Fact]
    public void Sequential_GivesEachWhatTheOneBeforeGave()
    {
        var run = Start("pattern: sequential, agents: [researcher, writer]");

        Task(Only(run)).ShouldBe("About tea");
        Input(Only(run)).ShouldBe(Tea);
        run.Answer("facts");
        Input(Only(run)).ShouldBe((JsonValue)"facts");
        run.Answer("text");

        Result(run).ShouldBe(JsonValue.Parse("""
            {"final_result": "text", "agent_results": ["facts", "text"],
             "steps": [{"agent": "researcher", "output": "facts"}, {"agent": "writer", "output": "text"}]}
            """));
    }

    [Fact]
    public void Parallel_AsksAllAtOnceAndLetsOneSumUp()
    {
        var run = Start("pattern: parallel, agents: [optimist, pessimist], aggregator: editor");

        run.Work.Select(Input).ShouldBe([Tea, Tea]);
        run.Succeed(run.Work[1], "bad").Succeed(run.Work[0], "good");
        Input(Only(run)).ShouldBe(JsonValue.Parse("""[{"agent": "optimist", "output": "good"}, {"agent": "pessimist", "output": "bad"}]"""));
        Task(Only(run)).ShouldStartWith("About tea\n\nSeveral agents");
        run.Answer("both");

        Result(run).ShouldBe(JsonValue.Parse("""
            {"individual_results": [{"agent": "optimist", "output": "good"}, {"agent": "pessimist", "output": "bad"}], "aggregated_result": "both"}
            """));
    }

    [Fact]
    public void Parallel_WithoutAggregator_HasNoSummary()
        => Result(Start("pattern: parallel, agents: [one]").Answer("1")).ShouldBe(JsonValue.Parse("""{"individual_results": [{"agent": "one", "output": "1"}], "aggregated_result": null}"""));

    [Fact]
    public void Hierarchical_RunsTheManagersSubtasksAtOnce()
    {
        var run = Start("pattern: hierarchical, agents: [boss, cook, waiter]");

        Task(Only(run)).ShouldContain("- cook\n- waiter");
        run.Answer(JsonValue.Parse("""{"subtasks": [{"worker": "waiter", "task": "serve"}, {"worker": "cook", "task": "boil"}]}"""));
        run.Work.Select(Task).ShouldBe(["serve", "boil"]);
        run.Succeed(run.Work[1], "boiled").Succeed(run.Work[0], "served");
        Input(Only(run)).ShouldBe(JsonValue.Parse("""[{"worker": "waiter", "task": "serve", "result": "served"}, {"worker": "cook", "task": "boil", "result": "boiled"}]"""));
        run.Answer("done");

        Result(run).Find("final_result").ShouldBe((JsonValue)"done");
        Result(run).Find("worker_results").ShouldBe(JsonValue.Parse("""[{"worker": "waiter", "task": "serve", "result": "served"}, {"worker": "cook", "task": "boil", "result": "boiled"}]"""));
    }

    [Fact]
    public void Hierarchical_WhoseManagerCannotBeRead_GivesEverybodyTheTaskAndSaysSo()
    {
        var run = Start("pattern: hierarchical, agents: [boss, cook, waiter]");

        run.Fail(Only(run), Misunderstood);

        run.Work.Select(Task).ShouldBe(["About tea", "About tea"]);
        run.Journal.OfType<StepEvaluated>().Select(static state => state.Warning).OfType<string>().ShouldHaveSingleItem().ShouldContain("'boss'");
    }

    [Fact]
    public void Hierarchical_WhoseManagerCannotBeAsked_Fails()
    {
        var run = Start("pattern: hierarchical, agents: [boss, cook]");

        run.Fail(Only(run), new ExecutionError(ErrorCategory.Provider, "away") { IsPermanent = true });

        run.State.Status.ShouldBe(ExecutionStatus.Failed);
        run.State.Error!.Message.ShouldContain("away");
    }

    [Fact]
    public void Debate_AnswersTheOneBeforeRoundByRoundAndIsJudged()
    {
        var run = Start("pattern: debate, agents: [pro, con], rounds: 2, judge: judge");

        var heard = new List<JsonValue>();
        foreach (var answer in new[] { "p1", "c1", "p2", "c2" })
        {
            heard.Add(Input(Only(run)));
            run.Answer(answer);
        }

        heard.ShouldBe([Tea, "p1", "c1", "p2"]);
        run.Answer("pro wins");
        Result(run).ShouldBe(JsonValue.Parse("""
            {"rounds": [[{"agent": "pro", "output": "p1"}, {"agent": "con", "output": "c1"}], [{"agent": "pro", "output": "p2"}, {"agent": "con", "output": "c2"}]], "verdict": "pro wins"}
            """));
    }

    [Fact]
    public void Debate_EndsEarlyWhereItsConditionHolds()
    {
        var run = Start("pattern: debate, agents: [pro, con], rounds: 9, until: \"'agreed' in _last and _round == len(_rounds)\"");

        run.Answer("p1").Answer("c1").Answer("p2").Answer("agreed");

        ((JsonArray)Result(run).Find("rounds")!).Count.ShouldBe(2);
        Result(run).Find("verdict").ShouldBeNull();
    }

    [Fact]
    public void Routing_RunsWhoWasChosen()
    {
        var run = Start("pattern: routing, agents: [router, french, german, greek]");

        run.Answer(JsonValue.Parse("""{"selected_agents": ["greek", "french"], "reasoning": "asked for"}"""));
        run.Work.Count.ShouldBe(2);
        run.Succeed(run.Work[0], "tsai").Succeed(run.Work[0], "thé");

        Result(run).ShouldBe(JsonValue.Parse("""
            {"selected_agents": ["greek", "french"], "reasoning": "asked for", "results": [{"agent": "greek", "output": "tsai"}, {"agent": "french", "output": "thé"}]}
            """));
    }

    [Fact]
    public void Routing_ThatCannotBeRead_TakesTheFirst()
    {
        var run = Start("pattern: routing, agents: [router, french, german]");

        run.Fail(Only(run), Misunderstood).Answer("thé");

        Result(run).Find("selected_agents").ShouldBe(JsonValue.Parse("""["french"]"""));
    }

    [Fact]
    public void Reflection_RevisesUntilItIsApproved()
    {
        var run = Start("pattern: reflection, agents: [writer, critic], rounds: 5");

        run.Answer("v1").Answer(JsonValue.Parse("""{"approved": false, "critique": "too short"}"""));
        Input(Only(run)).ShouldBe(JsonValue.Parse("""{"draft": "v1", "critique": "too short"}"""));
        run.Answer("v2").Answer(JsonValue.Parse("""{"approved": true, "critique": "fine"}"""));

        Result(run).ShouldBe(JsonValue.Parse("""{"final_result": "v2", "critiques": [{"approved": false, "critique": "too short"}, {"approved": true, "critique": "fine"}]}"""));
    }

    [Fact]
    public void Reflection_EndsAfterItsRounds()
    {
        var run = Start("pattern: reflection, agents: [writer, critic], rounds: 2");
        var no = JsonValue.Parse("""{"approved": false, "critique": "no"}""");

        run.Answer("v1").Answer(no).Answer("v2").Answer(no);

        Result(run).Find("final_result").ShouldBe((JsonValue)"v2");
    }

    [Fact]
    public void Pattern_WritesNothingIntoTheSurroundingContextButItsResult()
    {
        var run = Start("pattern: debate, agents: [pro, con], rounds: 1");

        run.Answer("p").Answer("c");

        run.State.Context.Keys.ShouldBe(["topic", "steps"]);
        ((JsonObject)run.State.Context["steps"]).Keys.ShouldBe(["team"]);
    }

    [Fact]
    public void AgentsOfOneNameOrAnyLetters_AreToldApart()
    {
        var run = Start("pattern: sequential, agents: [{name: 'a b]\"', instructions: x}, {name: 'a b]\"', instructions: y}, {name: 'a/b', instructions: z}]");

        run.Answer("1").Answer("2").Answer("3");

        Result(run).Find("agent_results").ShouldBe(JsonValue.Parse("""["1", "2", "3"]"""));
        run.Journal.OfType<StepStarted>().Select(static step => step.State).Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public void Journal_FoldsToTheSameState()
    {
        var run = Start("pattern: hierarchical, agents: [boss, cook, waiter]");
        run.Answer(JsonValue.Parse("""{"subtasks": [{"worker": "cook", "task": "boil"}]}""")).Answer("boiled");

        StateDump.Of(run.Reload()).ShouldBe(StateDump.Of(run.State));
    }

    [Theory]
    [InlineData("pattern: hierarchical, agents: [boss]", "worker")]
    [InlineData("pattern: routing, agents: [router]", "specialist")]
    [InlineData("pattern: debate, agents: [alone]", "two")]
    public void WhatCannotWork_IsADiagnosticThatSaysHow(string keys, string hint)
    {
        var load = WorkflowLoader.Load(Text(keys));

        load.Workflow.ShouldBeNull();
        load.Diagnostics.ShouldContain(diagnostic => (diagnostic.Hint ?? "").Contains(hint, StringComparison.Ordinal));
    }

    private static ExecutionError Misunderstood => new(ErrorCategory.Validation, "no JSON") { Code = "degraded_output", IsPermanent = true };

    private static Run Start(string keys) => Run.Start(Plan(keys), Tea);

    private static Workflow Plan(string keys)
    {
        var load = WorkflowLoader.Load(Text(keys));
        return load.Workflow ?? throw new InvalidOperationException(string.Join("\n", load.Diagnostics.Select(static diagnostic => diagnostic.Message)));
    }

    private static string Text(string keys) => $"id: p\nstates:\n  - {{name: team, type: pattern, {keys}, task: 'About {{{{ input.topic }}}}', end: true}}\n";

    private static JsonObject Result(Run run)
    {
        run.State.Status.ShouldBe(ExecutionStatus.Completed);
        return (JsonObject)run.State.Result!;
    }

    private static StepState Only(Run run) => run.Work.ShouldHaveSingleItem();

    private static string Task(StepState step) => ((JsonString)((JsonObject)step.Input)["task"]).Value;

    private static JsonValue Input(StepState step) => ((JsonObject)step.Input)["input"];
}

file static class Answers
{
    /// <summary>The one call that is under way gives an answer.</summary>
    public static Run Answer(this Run run, JsonValue answer) => run.Succeed(run.Work.ShouldHaveSingleItem(), answer);
}
