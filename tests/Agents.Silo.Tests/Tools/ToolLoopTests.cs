using Agents.Client.Executions;
using Agents.Silo.Tests.Hosting;
using Agents.Silo.Tools;
using static Agents.Silo.Tests.Tools.ScriptFile;

namespace Agents.Silo.Tests.Tools;

public sealed class ToolLoopTests
{
    private static string Agent(string tools, string more = "") => $$$"""
        id: helped
        agents: {helper: {instructions: "Help.", tools: [{{{tools}}}]{{{more}}} }}
        states:
          - {name: work, type: agent, agent: helper, task: "Work", end: true}
        """;

    private static async Task<IReadOnlyList<string>> TypesAsync(SiloHost silo, string id)
        => [.. (await silo.Client.Executions.GetEventsAsync(id, 200)).Items.Select(static item => item.Type)];

    private static async Task<AttemptRecord> AttemptAsync(SiloHost silo, string id, int attempt = 0)
        => (await silo.Client.Executions.GetStepsAsync(id)).Items.ShouldHaveSingleItem().Attempts[attempt];

    [Fact]
    public async Task Agent_CallsATool_IsToldItsResult_AndAnswers()
    {
        var echo = TestTool.Echo();
        using var script = new ScriptFile(Call(0, ("echo", new { n = 7 })), Say(1, "seven"));
        await using var silo = await SiloHost.StartAsync(echo.Use, script.Settings);
        await silo.CreateAsync(Agent("echo"));

        var ended = await silo.RunAsync("helped");

        (ended.Status, ended.Outputs!.Value.GetString()).ShouldBe(("completed", "seven"));
        (await TypesAsync(silo, ended.Id)).ShouldBe(
            ["execution.created", "execution.started", "step.started", "model.replied", "tool.returned", "model.replied", "step.succeeded", "execution.completed"]);
        var attempt = await AttemptAsync(silo, ended.Id);
        var call = attempt.ToolCalls.ShouldHaveSingleItem();
        (call.Call, call.Tool, call.Arguments!.Value.ToString(), call.Result!.Value.ToString(), call.Tries).ShouldBe((1, "echo", """{"n":7}""", """{"echo":7}""", 1));
        attempt.ModelCalls.Select(static reply => (reply.Call, reply.AskedToolCalls)).ShouldBe([(0, 1), (2, 0)]);
        var made = echo.Calls.ShouldHaveSingleItem();
        made.IdempotencyKey.ShouldEndWith(":1:1");
        (made.ExecutionId, made.WorkflowId, made.State, made.Agent.Name).ShouldBe((ended.Id, "helped", "work", "helper"));
    }

    [Fact]
    public async Task SeveralCallsOfOneAnswer_RunAtOnce_AndAreRecordedAsTheyEnd()
    {
        var first = new TaskCompletionSource<ToolResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var slow = new TestTool("slow", (_, _) => first.Task);
        // The slow one ends when the other has: one after the other would never end.
        var quick = new TestTool("quick", _ =>
        {
            first.SetResult(ToolResult.Of("slow"));
            return ToolResult.Of("quick");
        });
        using var script = new ScriptFile(Call(0, ("slow", new { }), ("quick", new { })), Say(1, "both"));
        await using var silo = await SiloHost.StartAsync(services => { slow.Use(services); quick.Use(services); }, script.Settings);
        await silo.CreateAsync(Agent("slow, quick"));

        var ended = await silo.RunAsync("helped");

        ended.Status.ShouldBe("completed");
        (await AttemptAsync(silo, ended.Id)).ToolCalls.Select(static call => call.Tool).ShouldBe(["slow", "quick"], ignoreOrder: true);
    }

    [Fact]
    public async Task SiloThatEndsInATool_MakesThatCallAgain_UnderItsKey_AndNoOther()
    {
        var echo = TestTool.Echo();
        var isHanging = true;
        var hanging = new TestTool("hanging", async (_, stop) =>
        {
            if (isHanging)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
            }

            return ToolResult.Of("at last");
        });
        using var script = new ScriptFile(Call(0, ("echo", new { n = 1 })), Call(1, ("echo", new { n = 2 }), ("hanging", new { })), Say(2, "done"));
        await using var silo = await SiloHost.StartAsync(services => { echo.Use(services); hanging.Use(services); }, script.Settings);
        await silo.CreateAsync(Agent("echo, hanging"));
        var execution = await silo.RunAsync("helped", wait: TimeSpan.Zero);
        await hanging.ArrivalAsync();
        await Eventually.TrueAsync(async () => (await TypesAsync(silo, execution.Id)).Count(static type => type == "tool.returned") == 2);

        await silo.RestartAsync(() => isHanging = false);
        var ended = await silo.EndAsync(execution.Id);

        ended.Status.ShouldBe("completed");
        echo.Calls.Count.ShouldBe(2, "what returned is not called again");
        hanging.Keys.Count.ShouldBe(2);
        hanging.Keys.Distinct().ShouldHaveSingleItem();
        echo.Keys.Concat(hanging.Keys).Distinct().Count().ShouldBe(3);
        (ended.ModelCalls, (await AttemptAsync(silo, ended.Id)).ModelCalls.Count).ShouldBe((3, 3));
    }

    [Fact]
    public async Task ProviderFailure_GoesOnFromWhatWasRecorded_InTheNextAttempt()
    {
        var echo = TestTool.Echo();
        using var script = new ScriptFile(Call(0, ("echo", new { n = 1 })), Fail(1, "provider_error"));
        await using var silo = await SiloHost.StartAsync(echo.Use, script.Settings);
        await silo.CreateAsync(Agent("echo"));
        var execution = await silo.RunAsync("helped", wait: TimeSpan.Zero);
        await Eventually.TrueAsync(async () => (await TypesAsync(silo, execution.Id)).Contains("step.failed"));

        script.Write(Say(1, "done"));
        await silo.RestartAsync();
        var ended = await silo.EndAsync(execution.Id);

        ended.Status.ShouldBe("completed");
        echo.Calls.ShouldHaveSingleItem();
        (await AttemptAsync(silo, ended.Id, 1)).ModelCalls.ShouldHaveSingleItem().Call.ShouldBe(2);
    }

    [Theory]
    [InlineData("broken", "failed", 1)]
    [InlineData("{name: broken, on_error: continue}", "completed", 1)]
    public async Task FailingTool_FailsTheStep_OrIsToldToTheModel(string use, string expected, int calls)
    {
        var broken = new TestTool("broken", static _ => ToolResult.Fail("validation_error", "no_good", "It does not do that."));
        using var script = new ScriptFile(Call(0, ("broken", new { })), Say(1, "went on"));
        await using var silo = await SiloHost.StartAsync(broken.Use, script.Settings);
        await silo.CreateAsync(Agent(use));

        var ended = await silo.RunAsync("helped");

        (ended.Status, broken.Calls.Count).ShouldBe((expected, calls));
        (await AttemptAsync(silo, ended.Id)).ToolCalls.ShouldHaveSingleItem().Error!.Code.ShouldBe("no_good");
        if (expected == "failed")
        {
            ended.Error!.Message.ShouldContain("The tool 'broken' failed: It does not do that.");
            ended.Error.Code.ShouldBe("no_good");
        }
    }

    [Fact]
    public async Task WrongCalls_AreToldToTheModel_AndReachNoTool()
    {
        var echo = TestTool.Echo();
        using var script = new ScriptFile(Call(0, ("ecko", new { }), ("echo", new { n = "seven" })), Say(1, "sorry"));
        await using var silo = await SiloHost.StartAsync(echo.Use, script.Settings);
        await silo.CreateAsync(Agent("echo"));

        var ended = await silo.RunAsync("helped");

        ended.Status.ShouldBe("completed");
        echo.Calls.ShouldBeEmpty();
        (await AttemptAsync(silo, ended.Id)).ToolCalls.OrderBy(static call => call.Call).Select(static call => (call.Error!.Code, call.Tries)).ShouldBe([("unknown_tool", 0), ("invalid_arguments", 0)]);
    }

    [Fact]
    public async Task AgentThatRepeatsItself_IsToldOnce_ThenFails()
    {
        var echo = TestTool.Echo();
        using var script = new ScriptFile([.. Enumerable.Range(0, 9).Select(static turn => Call(turn, ("echo", new { n = 1 })))]);
        await using var silo = await SiloHost.StartAsync(echo.Use, script.Settings);
        await silo.CreateAsync(Agent("echo"));

        var ended = await silo.RunAsync("helped");

        (ended.Status, ended.Error!.Code, echo.Calls.Count, ended.ModelCalls).ShouldBe(("failed", "tool_loop", 2, 4));
    }

    [Fact]
    public async Task AgentThatComesToNoEnd_FailsAtItsMaxSteps()
    {
        var echo = TestTool.Echo();
        using var script = new ScriptFile([.. Enumerable.Range(0, 9).Select(static turn => Call(turn, ("echo", new { n = turn })))]);
        await using var silo = await SiloHost.StartAsync(echo.Use, script.Settings);
        await silo.CreateAsync(Agent("echo", ", max_steps: 3"));

        var ended = await silo.RunAsync("helped");

        (ended.Status, ended.Error!.Code, echo.Calls.Count, ended.ModelCalls).ShouldBe(("failed", "max_steps", 2, 3));
    }

    [Fact]
    public async Task WrongAnswer_IsToldItsMistakes_AfterItsTools_AndCountsEachAnswer()
    {
        using var script = new ScriptFile(Call(0, ("echo", new { n = 1 })), Say(1, "no JSON"), Say(2, """{"n": 1}"""));
        await using var silo = await SiloHost.StartAsync(TestTool.Echo().Use, script.Settings);
        await silo.CreateAsync(Agent("echo", ", output: {schema: {type: object, required: [n], properties: {n: {type: integer}}}}"));

        var ended = await silo.RunAsync("helped");

        (ended.Status, ended.Outputs!.Value.GetProperty("n").GetInt32(), ended.ModelCalls).ShouldBe(("completed", 1, 3));
    }

    [Fact]
    public async Task BudgetForToolCalls_HoldsTheExecution_AndGoesOnWhereItWas()
    {
        var echo = TestTool.Echo();
        using var script = new ScriptFile(Call(0, ("echo", new { n = 1 })), Call(1, ("echo", new { n = 2 }), ("echo", new { n = 3 })), Say(2, "done"));
        await using var silo = await SiloHost.StartAsync(echo.Use, script.Settings);
        await silo.CreateAsync(Agent("echo") + "\nbudget: {tool_calls: 2}");
        var execution = await silo.RunAsync("helped", wait: TimeSpan.Zero);
        await Eventually.TrueAsync(async () => (await silo.Client.Executions.GetAsync(execution.Id)).Status == "budget_exceeded");

        var held = await silo.Client.Budgets.GetAsync(execution.Id);
        (held.Used.ToolCalls, held.Reserved.ToolCalls, held.Exceeded!.Limit, echo.Calls.Count).ShouldBe((2, 0, "tool_calls", 2));
        await silo.RestartAsync();
        await silo.Client.Budgets.SetAsync(execution.Id, new BudgetRecord { ToolCalls = 3 });
        var ended = await silo.EndAsync(execution.Id);

        (ended.Status, ended.ModelCalls, echo.Calls.Count).ShouldBe(("completed", 3, 3));
        echo.Keys.Distinct().Count().ShouldBe(3);
        (await AttemptAsync(silo, ended.Id)).ToolCalls.Count.ShouldBe(3);
    }

    [Fact]
    public async Task ModelCallsAndTokens_AreCountedOnce_WhileTheStepGoesOn()
    {
        var silent = TestTool.Silent();
        using var script = new ScriptFile(Call(0, ("echo", new { n = 1 })), Call(1, ("silent", new { })));
        await using var silo = await SiloHost.StartAsync(services => { TestTool.Echo().Use(services); silent.Use(services); }, script.Settings);
        await silo.CreateAsync(Agent("echo, silent") + "\nbudget: {model_calls: 9, tool_calls: 9}");

        var execution = await silo.RunAsync("helped", wait: TimeSpan.Zero);
        await silent.ArrivalAsync();

        var budget = await silo.Client.Budgets.GetAsync(execution.Id);
        (budget.Used.ModelCalls, budget.Used.ToolCalls, budget.Reserved.ModelCalls, budget.Reserved.ToolCalls).ShouldBe((2, 1, 0, 1));
        await silo.Client.Executions.CancelAsync(execution.Id);
    }

    [Fact]
    public async Task Cancel_StopsATool()
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var silent = new TestTool("silent", async (_, stop) =>
        {
            await using var registration = stop.Register(stopped.SetResult);
            await stopped.Task;
            return ToolResult.Of("too late");
        });
        using var script = new ScriptFile(Call(0, ("silent", new { })));
        await using var silo = await SiloHost.StartAsync(silent.Use, script.Settings);
        await silo.CreateAsync(Agent("silent"));
        var execution = await silo.RunAsync("helped", wait: TimeSpan.Zero);
        await silent.ArrivalAsync();

        (await silo.Client.Executions.CancelAsync(execution.Id)).Status.ShouldBe("cancelled");

        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(30));
        (await TypesAsync(silo, execution.Id)).ShouldNotContain("tool.returned");
    }

    [Fact]
    public async Task Fork_ReusesWhatToolsGave()
    {
        var echo = TestTool.Echo();
        using var script = new ScriptFile(new { match = "Last", text = "end" }, Call(0, ("echo", new { n = 1 })), Say(1, "one"));
        await using var silo = await SiloHost.StartAsync(echo.Use, script.Settings);
        await silo.CreateAsync("""
            id: helped
            agents: {helper: {instructions: "Help.", tools: [echo]}, writer: {instructions: "Write."}}
            states:
              - {name: work, type: agent, agent: helper, task: "Work", next: last}
              - {name: last, type: agent, agent: writer, task: "Last", end: true}
            """);
        var parent = await silo.RunAsync("helped");
        parent.Status.ShouldBe("completed");

        var fork = await silo.Client.Executions.RerunAsync(parent.Id, new RerunExecution { FromStep = "last" });
        var ended = await silo.EndAsync(fork.Id);

        ended.Status.ShouldBe("completed");
        echo.Calls.ShouldHaveSingleItem();
        var reused = (await silo.Client.Executions.GetStepsAsync(ended.Id)).Items[0];
        (reused.Reused, reused.Attempts[0].ToolCalls.ShouldHaveSingleItem().Arguments!.Value.ToString()).ShouldBe((true, """{"n":1}"""));
    }
}
