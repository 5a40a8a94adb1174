using System.Text.Json;
using Agents.Client.Executions;
using Agents.Silo.Tests.Hosting;
using Agents.Testing.Models;
using Microsoft.Extensions.Options;

namespace Agents.Silo.Tests.Executions.Validation;

public sealed class TestRunTests
{
    private static string[] Settings(ScriptedOpenAIServer model)
        => ["--Models:Providers:openai:BaseUrl", model.BaseUrl.ToString(), "--Models:Providers:openai:DefaultModel", "m"];

    private static Task<ExecutionDetail> StartAsync(SiloHost silo, string workflow, object inputs, string? mode = RunModes.TestRun)
        => silo.Client.Executions.StartAsync(new StartExecution(workflow) { Inputs = JsonSerializer.SerializeToElement(inputs), RunMode = mode }, TimeSpan.FromSeconds(60));

    [Fact]
    public async Task Answers_AreShort_AndShorterLimitsStay()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("done"));
        await using var silo = await SiloHost.StartAsync(Settings(model));
        await silo.CreateAsync("""
            id: both
            agents: {short: {instructions: "S.", config: {max_tokens: 10}}, long: {instructions: "L.", config: {max_tokens: 9000}}, free: {instructions: "F."}}
            states:
              - {name: a, type: agent, agent: short, task: "A", next: b}
              - {name: b, type: agent, agent: long, task: "B", next: c}
              - {name: c, type: agent, agent: free, task: "C", end: true}
            """);

        await StartAsync(silo, "both", new { });

        model.Requests.Select(static request => request.Body.GetProperty("max_tokens").GetInt32()).ShouldBe([10, 1_000, 1_000]);
    }

    [Fact]
    public async Task TestRun_IsRecorded_Listed_AndHasAMinute()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.TwoSteps);

        var test = await StartAsync(silo, "two-steps", new { topic = "x" });
        var full = await StartAsync(silo, "two-steps", new { topic = "x" }, mode: null);

        (test.RunMode, full.RunMode).ShouldBe(("test_run", "full"));
        (test.Deadline - test.CreatedAt, full.Deadline).ShouldBe((TimeSpan.FromSeconds(60), null));
        var list = (await silo.Client.Executions.ListAsync(new ExecutionFilter())).Items.ToDictionary(static item => item.Id, static item => item.RunMode);
        (list[test.Id], list[full.Id]).ShouldBe(("test_run", "full"));
        await silo.RestartAsync();
        (await silo.Client.Executions.GetAsync(test.Id)).RunMode.ShouldBe("test_run");
        (await silo.Client.Executions.ReplayAsync(test.Id)).Identical.ShouldBeTrue();
    }

    [Fact]
    public async Task Loop_RunsFiveTimes()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync("""
            schema_version: "1.0"
            flow: {name: graph}
            state: {fields: {good: {type: bool, default: false}}}
            nodes:
              - {id: again, prompt: "Try", output_schema: {type: str}, outputs: [said]}
            edges:
              - {from: START, to: again}
              - {from: again, loop: {condition_field: good, max_iterations: 20, exit_to: END}}
            """.Replace("{good: {type: bool, default: false}}", "{good: {type: bool, default: false}, said: {type: str, default: x}}", StringComparison.Ordinal));

        var ended = await StartAsync(silo, "graph", new { });

        ended.Status.ShouldBe("completed");
        (await silo.Client.Executions.GetStepsAsync(ended.Id)).Items.Count.ShouldBe(5);
    }

    [Fact]
    public async Task LoopWithoutACount_FailsAndSaysWhatToDo()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync("""
            id: round
            agents: {writer: {instructions: "Write."}}
            states:
              - {name: write, type: agent, agent: writer, task: "T", next: look}
              - {name: look, type: switch, dataPath: steps, conditions: [{if: "False", next: done}], defaultNext: write}
              - {name: done, type: transform, expression: "1", end: true}
            """);

        var ended = await StartAsync(silo, "round", new { });

        ended.Status.ShouldBe("failed");
        ended.Error!.Message.ShouldContain("TestRun:MaxIterations");
    }

    [Fact]
    public async Task SubWorkflow_IsATestRunToo()
    {
        await using var silo = await SiloHost.StartAsync("--TestRun:MaxTokens", "7");
        await silo.CreateAsync(Definitions.Pure);
        await silo.CreateAsync("""
            id: outer
            states: [{name: call, type: workflow, workflow: pure, end: true}]
            """);

        await StartAsync(silo, "outer", new { });

        (await silo.Client.Executions.ListAsync(new ExecutionFilter { WorkflowId = "pure" })).Items.Single().RunMode.ShouldBe("test_run");
    }

    [Fact]
    public async Task WrongCaps_StopTheStartAndNameTheKey()
        => (await Should.ThrowAsync<OptionsValidationException>(() => SiloHost.StartAsync("--TestRun:MaxTokens", "0"))).Message.ShouldContain("TestRun:MaxTokens");
}
