using Agents.Client.Executions;
using Agents.Silo.Tests.Hosting;
using Agents.Testing.Models;

namespace Agents.Silo.Tests.Executions;

public sealed class BranchTests
{
    private const string Fan = """
        id: fan
        name: Fan
        agents: {writer: {instructions: "Write."}}
        states:
          - name: both
            type: parallel
            branches:
              - {name: left, states: [{name: ask, type: agent, agent: writer, task: "Left"}]}
              - {name: right, states: [{name: ask, type: agent, agent: writer, task: "Right"}]}
            next: each
          - name: each
            type: foreach
            itemsPath: input.names
            itemName: it
            maxConcurrency: 8
            outputAggregation: array
            iterator: {states: [{name: write, type: agent, agent: writer, task: "About {{ it }}", next: keep}, {name: keep, type: transform, expression: "[it, _index]", end: true}]}
            end: true
        """;

    private const string Race = """
        id: race
        name: Race
        agents: {writer: {instructions: "Write."}}
        states:
          - name: both
            type: parallel
            join: JOIN
            branches:
              - {name: left, states: [{name: one, type: agent, agent: writer, task: "One"}]}
              - {name: right, states: [{name: two, type: agent, agent: writer, task: "Two"}]}
            end: true
        """;

    private static string[] Settings(ScriptedOpenAIServer model)
        => ["--Models:Providers:openai:BaseUrl", model.BaseUrl.ToString(), "--Models:Providers:openai:DefaultModel", "m"];

    [Fact]
    public async Task Branches_AreShownWithTheirPathsAndTheirStepsAround()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Fan);

        var execution = await silo.RunAsync("fan", new { names = new[] { "a", "b" } });

        execution.Status.ShouldBe("completed");
        execution.Outputs!.Value.GetRawText().ShouldBe("""[["a",0],["b",1]]""");
        var steps = (await silo.Client.Executions.GetStepsAsync(execution.Id)).Items;
        steps.ShouldAllBe(static step => step.Status == "succeeded");
        steps.Select(static step => (step.State, step.Type, step.Branch)).ShouldBe(
            [
                ("both", "parallel", null), ("ask", "agent", "both#1/left"), ("ask", "agent", "both#1/right"),
                ("each", "foreach", null),
                ("write", "agent", "each#1/0"), ("keep", "transform", "each#1/0"), ("write", "agent", "each#1/1"), ("keep", "transform", "each#1/1"),
            ],
            ignoreOrder: true);
        steps.Single(static step => step.State == "each").Output!.Value.GetRawText().ShouldBe("""[["a",0],["b",1]]""");
        Tables.Count(silo, "SELECT count(*) FROM execution_steps WHERE branch IS NULL").ShouldBe(2);
        Tables.Count(silo, "SELECT count(*) FROM execution_steps WHERE branch LIKE 'each#1/%'").ShouldBe(4);
        Tables.Count(silo, "SELECT count(*) FROM execution_steps WHERE state = 'both' AND state_data LIKE '%\"left\":%'").ShouldBe(1);
    }

    [Fact]
    public async Task ManyItemsAtOnce_AreEachAskedOnce()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Fan);

        var execution = await silo.RunAsync("fan", new { names = Enumerable.Range(0, 60).ToArray() });

        execution.Status.ShouldBe("completed");
        execution.ModelCalls.ShouldBe(62);
        Tables.Count(silo, "SELECT count(*) FROM execution_steps WHERE branch LIKE 'each#1/%' AND attempts = 1 AND input_tokens > 0").ShouldBe(60);
        Tables.Count(silo, "SELECT count(*) - count(DISTINCT step_id) FROM execution_steps").ShouldBe(0);
    }

    [Fact]
    public async Task BranchThatIsNotWaitedFor_IsStoppedAndRecordedAsCancelled()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("won"), new OpenAIAnswer.Silence());
        await using var silo = await SiloHost.StartAsync(Settings(model));
        await silo.CreateAsync(Race.Replace("JOIN", "any", StringComparison.Ordinal));

        var execution = await silo.RunAsync("race");

        execution.Status.ShouldBe("completed");
        var steps = (await silo.Client.Executions.GetStepsAsync(execution.Id)).Items;
        steps.Where(static step => step.Branch is not null).Select(static step => step.Status).ShouldBe(["succeeded", "cancelled"], ignoreOrder: true);
        Tables.Count(silo, "SELECT count(*) FROM execution_steps WHERE status = 'cancelled' AND branch IS NOT NULL").ShouldBe(1);
    }

    [Fact]
    public async Task Restart_BetweenTwoBranches_AsksOnlyForWhatWasNotRecorded()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("recorded"), new OpenAIAnswer.Silence(), OpenAIAnswer.Text("later"));
        await using var silo = await SiloHost.StartAsync(Settings(model));
        await silo.CreateAsync(Race.Replace("JOIN", "all", StringComparison.Ordinal));
        var execution = await silo.RunAsync("race", wait: TimeSpan.Zero);
        await model.ArrivalAsync(CancellationToken.None);
        await model.ArrivalAsync(CancellationToken.None);
        await Eventually.TrueAsync(async () => (await silo.Client.Executions.GetEventsAsync(execution.Id)).Items.Any(static item => item.Type == EventTypes.BranchEnded));

        await silo.RestartAsync();
        var ended = await silo.EndAsync(execution.Id);

        ended.Status.ShouldBe("completed");
        model.Requests.Count.ShouldBe(3);
        model.Requests.Select(static request => request.IdempotencyKey).Distinct().Count().ShouldBe(2);
        new[] { "left", "right" }.Select(branch => ended.Outputs!.Value.GetProperty(branch).GetString()).ShouldBe(["recorded", "later"], ignoreOrder: true);
    }

    [Fact]
    public async Task AgentInsideABlock_IsCheckedBeforeTheFirstStep()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync();
        await using var silo = await SiloHost.StartAsync(Settings(model));
        await silo.CreateAsync("""
            id: hidden
            name: Hidden
            agents: {writer: {instructions: "Write.", model: ollama/llama3}}
            states:
              - {name: guarded, type: try, try: {states: [{name: deep, type: agent, agent: writer, task: "x", end: true}]}, catch: {states: [{name: fine, type: inject, data: {a: 1}, end: true}]}, end: true}
            """);

        var execution = await silo.RunAsync("hidden");

        execution.Status.ShouldBe("failed");
        execution.StartedAt.ShouldBeNull();
        execution.Error!.Message.ShouldContain("'ollama' is not configured");
    }
}
