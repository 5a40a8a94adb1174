using Agents.Client.Executions;
using Agents.Silo.Tests.Hosting;
using Agents.Testing.Models;

namespace Agents.Silo.Tests.Tools;

public sealed class CalledAgentTests
{
    private const string Definition = """
        id: helped
        agents:
          boss: {instructions: "Boss.", tools: [scout]}
          scout: {instructions: "Scout.", description: "Looks things up.", tools: [echo], output: {schema: {type: object, required: [found], properties: {found: {type: integer}}}}}
        states:
          - {name: work, type: agent, agent: boss, task: "Work", end: true}
        """;

    private static string[] Settings(ScriptedOpenAIServer model) => ["--Models:Providers:openai:BaseUrl", model.BaseUrl.ToString(), "--Models:Providers:openai:DefaultModel", "m"];

    private static string Instructions(OpenAIRequest request) => request.Body.GetProperty("messages")[0].GetProperty("content").GetString()!;

    // The boss asks the scout, the scout its tool; each answers when it has what it asked for.
    private static OpenAIAnswer Answer(OpenAIRequest request) => (Instructions(request).StartsWith("Boss", StringComparison.Ordinal), request.Answers) switch
    {
        (true, 0) => OpenAIAnswer.Call(new ScriptedCall("b0", "scout", """{"task": "Find n"}""")),
        (true, _) => OpenAIAnswer.Text($"The scout says {request.LastMessage}"),
        (false, 0) => OpenAIAnswer.Call(new ScriptedCall("s0", "echo", """{"n": 7}""")),
        (false, _) => OpenAIAnswer.Text("""{"found": 7}"""),
    };

    private static async Task<AttemptRecord> AttemptAsync(SiloHost silo, string id)
        => (await silo.Client.Executions.GetStepsAsync(id)).Items.ShouldHaveSingleItem().Attempts.ShouldHaveSingleItem();

    [Fact]
    public async Task AgentCalledAsATool_UsesItsOwnTools_AndGivesItsAnswer()
    {
        var echo = TestTool.Echo();
        await using var model = await ScriptedOpenAIServer.StartAsync(Answer);
        await using var silo = await SiloHost.StartAsync(echo.Use, Settings(model));
        await silo.CreateAsync(Definition);

        var ended = await silo.RunAsync("helped");

        (ended.Status, ended.ModelCalls).ShouldBe(("completed", 4), ended.Error?.Message);
        ended.Outputs!.Value.GetString().ShouldBe("""The scout says {"found":7}""");
        var attempt = await AttemptAsync(silo, ended.Id);
        attempt.ModelCalls.Select(static call => (call.Within, call.Call)).ShouldBe([(null, 0), ("1", 0), ("1", 2), (null, 2)]);
        attempt.ToolCalls.Select(static call => (call.Within, call.Call, call.Tool)).ShouldBe([("1", 1, "echo"), (null, 1, "scout")]);
        echo.Keys.ShouldHaveSingleItem().ShouldEndWith(":1:1:1");
        model.Requests.Select(static request => request.IdempotencyKey).Distinct().Count().ShouldBe(4);
        model.Requests[1].Prompt.ShouldBe("Find n");
    }

    [Fact]
    public async Task SiloThatEndsInACalledAgentsTool_GoesOnThere()
    {
        var isHanging = true;
        var echo = new TestTool("echo", async (call, stop) =>
        {
            if (isHanging)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
            }

            return Agents.Silo.Tools.ToolResult.Of("7");
        });
        await using var model = await ScriptedOpenAIServer.StartAsync(Answer);
        await using var silo = await SiloHost.StartAsync(echo.Use, Settings(model));
        await silo.CreateAsync(Definition);
        var execution = await silo.RunAsync("helped", wait: TimeSpan.Zero);
        await echo.ArrivalAsync();

        await silo.RestartAsync(() => isHanging = false);
        var ended = await silo.EndAsync(execution.Id);

        (ended.Status, ended.ModelCalls, model.Requests.Count).ShouldBe(("completed", 4, 4), "no answer is asked for again");
        echo.Keys.Count.ShouldBe(2);
        echo.Keys.Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task BudgetIsShared_AndHoldsTheWholeStep()
    {
        var echo = TestTool.Echo();
        await using var model = await ScriptedOpenAIServer.StartAsync(Answer);
        await using var silo = await SiloHost.StartAsync(echo.Use, Settings(model));
        await silo.CreateAsync(Definition + "\nbudget: {tool_calls: 1}");

        var execution = await silo.RunAsync("helped", wait: TimeSpan.Zero);
        await Eventually.TrueAsync(async () => (await silo.Client.Executions.GetAsync(execution.Id)).Status == "budget_exceeded");
        echo.Calls.ShouldBeEmpty();
        await silo.Client.Budgets.SetAsync(execution.Id, new BudgetRecord { ToolCalls = 2 });
        var ended = await silo.EndAsync(execution.Id);

        (ended.Status, ended.ModelCalls, model.Requests.Count, echo.Calls.Count).ShouldBe(("completed", 4, 4, 1));
    }

    [Fact]
    public async Task AgentsThatCallEachOther_EndAtTheLastLevel()
    {
        var deepest = 0;
        await using var model = await ScriptedOpenAIServer.StartAsync(request =>
        {
            var hasTools = request.Body.TryGetProperty("tools", out _);
            Interlocked.Add(ref deepest, hasTools ? 0 : 1);
            return hasTools && request.Answers == 0
                ? OpenAIAnswer.Call(new ScriptedCall("c", Instructions(request) == "A." ? "b" : "a", """{"task": "Go on"}"""))
                : OpenAIAnswer.Text("enough");
        });
        await using var silo = await SiloHost.StartAsync(Settings(model));
        await silo.CreateAsync("""
            id: circle
            agents: {a: {instructions: "A.", tools: [b]}, b: {instructions: "B.", tools: [a]}}
            states:
              - {name: work, type: agent, agent: a, task: "Work", end: true}
            """);

        var ended = await silo.RunAsync("circle");

        (ended.Status, deepest, ended.ModelCalls).ShouldBe(("completed", 1, 7), ended.Error?.Message);
    }
}
