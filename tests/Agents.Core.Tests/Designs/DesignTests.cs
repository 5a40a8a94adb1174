using Agents.Core.Diagnostics;
using Agents.Core.Executions;
using Agents.Core.Executions.Events;
using Agents.Core.Formats;
using Agents.Core.Json;
using Agents.Core.Tests.Executions;

namespace Agents.Core.Tests.Designs;

public sealed class DesignTests
{
    private static readonly JsonObject Tea = JsonObject.Of(("input", "tea"));

    [Fact]
    public void Block_RunsWhenAllThatItDependsOnIsOver_AndGetsTheirAnswersJoined()
    {
        var run = Start(
            [Block("a", "sequential", "ann"), Block("b", "sequential", "bob"), Block("c", "sequential", "cat", "Sum up")],
            [("a", "c", ""), ("b", "c", "")]);

        run.Work.Select(Input).ShouldBe(["tea", "tea"]);
        run.Succeed(run.Work[0], "from a");
        run.Work.ShouldHaveSingleItem();
        run.Succeed(run.Work[0], "from b");

        Task(run.Work.ShouldHaveSingleItem()).ShouldBe("Sum up");
        Input(run.Work[0]).ShouldBe((JsonValue)"from a\n---\nfrom b");
        run.Succeed(run.Work[0], "done");
        run.State.Status.ShouldBe(ExecutionStatus.Completed);
        Result(run).Find("final_result").ShouldBe((JsonValue)"done");
        ((JsonObject)Result(run)["results"]).Keys.ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public void Router_OpensWhatItChose_AndSkipsTheRestWithWhatOnlyThatFeeds()
    {
        var run = Start(
            [Block("route", "routing", "router"), Block("x", "sequential", "ann"), Block("y", "sequential", "bob"), Block("z", "sequential", "cat"), Block("end", "sequential", "dan")],
            [("route", "x", ""), ("route", "y", ""), ("y", "z", ""), ("x", "end", ""), ("z", "end", "")]);

        run.Succeed(run.Work.ShouldHaveSingleItem(), JsonValue.Parse("""{"selected_agents": ["Label x"], "reasoning": "why not"}"""));
        Input(run.Work.ShouldHaveSingleItem()).ShouldBe((JsonValue)"tea");
        run.Succeed(run.Work[0], "x says");
        Input(run.Work.ShouldHaveSingleItem()).ShouldBe((JsonValue)"x says");
        run.Succeed(run.Work[0], "end");

        run.Journal.OfType<BranchSkipped>().Select(static skipped => skipped.Key).ShouldBe(["y", "z"]);
        Result(run).Find("final_result").ShouldBe((JsonValue)"end");
        StateDump.Of(run.Reload()).ShouldBe(StateDump.Of(run.State));
    }

    [Fact]
    public void Router_MayChooseSeveral()
    {
        var run = Start([Block("route", "routing", "router"), Block("x", "sequential", "ann"), Block("y", "sequential", "bob")], [("route", "x", ""), ("route", "y", "")]);

        run.Succeed(run.Work[0], JsonValue.Parse("""{"selected_agents": ["Label y", "Label x"], "reasoning": ""}"""));
        run.Work.Count.ShouldBe(2);
        run.Succeed(run.Work[0], "1").Succeed(run.Work[0], "2");

        Result(run).Find("final_result").ShouldBe(JsonValue.Parse("""{"x": "1", "y": "2"}"""));
    }

    [Fact]
    public void FailedBlock_FailsTheDesignAndNamesIt()
    {
        var run = Start([Block("a", "sequential", "ann"), Block("b", "sequential", "bob")], []);

        run.Fail(run.Work[0], new ExecutionError(ErrorCategory.Provider, "away") { IsPermanent = true });

        run.State.Status.ShouldBe(ExecutionStatus.Failed);
        run.State.Error!.Message.ShouldContain("Block a");
        run.Work.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "p2")]
    [InlineData(", \"sourceAgent\": \"id-ann\"", "p1")]
    [InlineData(", \"sourceAgent\": \"ann\"", "p1")]
    [InlineData(", \"extract_output\": true", "p2")]
    public void Connection_SaysWhatIsPassedOn(string keys, string passed)
    {
        var run = Start([Block("a", "sequential", "ann,bob"), Block("b", "sequential", "cat")], [("a", "b", keys)]);

        run.Succeed(run.Work[0], "p1").Succeed(run.Work[0], "p2");

        Input(run.Work[0]).ShouldBe((JsonValue)passed);
    }

    [Fact]
    public void Connection_WithoutExtraction_PassesTheWholeResultOn()
    {
        var run = Start([Block("a", "sequential", "ann"), Block("b", "sequential", "cat")], [("a", "b", ", \"extract_output\": false")]);

        run.Succeed(run.Work[0], "p1");

        ((JsonObject)Input(run.Work[0])).Keys.ShouldBe(["final_result", "agent_results", "steps"]);
    }

    [Fact]
    public void EveryPattern_RunsAsABlock()
    {
        foreach (var pattern in new[] { "sequential", "parallel", "debate" })
        {
            Start([Block("a", pattern, "ann,bob"), Block("b", "sequential", "cat")], [("a", "b", "")]).Finish().State.Status.ShouldBe(ExecutionStatus.Completed, pattern);
        }
    }

    [Theory]
    [InlineData("""{"blocks": [], "connections": []}""", DiagnosticCodes.InvalidValue, "no block")]
    [InlineData("""{"blocks": [BLOCK a], "connections": [{"source": "a", "target": "x"}]}""", DiagnosticCodes.UnknownTarget, "'x'")]
    [InlineData("""{"blocks": [BLOCK a, BLOCK a], "connections": []}""", DiagnosticCodes.DuplicateState, "'a'")]
    [InlineData("""{"blocks": [BLOCK a, BLOCK b, BLOCK c], "connections": [{"source": "a", "target": "b"}, {"source": "b", "target": "c"}, {"source": "c", "target": "b"}]}""", DiagnosticCodes.UnboundedLoop, "c → b → c")]
    [InlineData("""{"blocks": [BLOCK a, BLOCK b], "connections": [{"source": {"blockId": "a"}, "target": "b", "sourceAgent": "nan"}]}""", DiagnosticCodes.UnknownAgent, "'nan'")]
    [InlineData("""{"blocks": [{"id": "r", "type": "routing", "data": {"agents": [{"id": "1", "name": "n"}]}}], "connections": []}""", DiagnosticCodes.InvalidValue, "too few agents")]
    [InlineData("""{"blocks": [{"id": "r", "type": "rooting", "data": {"agents": []}}], "connections": []}""", DiagnosticCodes.InvalidValue, "rooting")]
    public void WhatCannotRun_IsADiagnostic(string design, string code, string text)
    {
        var load = WorkflowLoader.Load(System.Text.RegularExpressions.Regex.Replace(design, "BLOCK (\\w)", static match => Block(match.Groups[1].Value, "sequential", "ann")));

        load.Workflow.ShouldBeNull();
        load.Diagnostics.ShouldContain(diagnostic => diagnostic.Code == code && diagnostic.Message.Contains(text, StringComparison.Ordinal) && diagnostic.Line > 0);
    }

    private static Run Start(string[] blocks, (string From, string To, string Keys)[] connections)
    {
        var ways = connections.Select(static way => $$"""{"id": "{{way.From}}{{way.To}}", "source": "{{way.From}}", "target": "{{way.To}}", "type": "block"{{way.Keys}} }""");
        var text = $$"""{"name": "D", "blocks": [{{string.Join(", ", blocks)}}], "connections": [{{string.Join(", ", ways)}}]}""";
        var load = WorkflowLoader.Load(text);
        return Run.Start(load.Workflow ?? throw new InvalidOperationException(string.Join("\n", load.Diagnostics.Select(static diagnostic => diagnostic.Message))), Tea);
    }

    private static string Block(string id, string type, string agents, string task = "Work")
    {
        var members = agents.Split(',').Select(static name => $$"""{"id": "id-{{name}}", "name": "{{name}}", "system_prompt": "You are {{name}}.", "role": "specialist"}""");
        return $$"""
            {"id": "{{id}}", "type": "{{type}}", "position": {"x": 1, "y": 2},
             "data": {"label": "Label {{id}}", "task": "{{task}}", "agents": [{{string.Join(", ", members)}}]} }
            """;
    }

    private static JsonObject Result(Run run) => (JsonObject)run.State.Result!;

    private static string Task(StepState step) => ((JsonString)((JsonObject)step.Input)["task"]).Value;

    private static JsonValue Input(StepState step) => ((JsonObject)step.Input)["input"];
}
