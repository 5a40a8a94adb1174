using Agents.Client.Budgets;
using Agents.Client.Executions;
using Agents.Silo.Tests.Hosting;
using Agents.Testing.Models;

namespace Agents.Silo.Tests.Models.Calls;

/// <summary>What calls used is the same in every place that tells it.</summary>
public sealed class UsageSumTests
{
    private const string Workflow = """
        id: sums
        name: Sums
        agents:
          rater:
            instructions: Rate.
            model: [openai/gpt-4o-mini, anthropic/claude-haiku-4-5]
            output: {schema: {type: object, required: [score], properties: {score: {type: integer}}}}
        states:
          - {name: first, type: agent, agent: rater, task: "One", retry: {maxAttempts: 2, backoff: 1s}, next: second}
          - {name: second, type: agent, agent: rater, task: "Two", end: true}
        """;

    [Fact]
    public async Task CallsStepsExecutionAndDay_SayTheSame()
    {
        await using var broken = await ScriptedModelServer.StartAsync("openai", ModelAnswer.Error(500));
        await using var model = await ScriptedModelServer.StartAsync(
            "anthropic",
            new ModelAnswer.Streamed(["no idea"]) { Usage = new ScriptedUsage(1_000, 50, Cached: 600, CacheWrite: 100, Reasoning: 20) },
            new ModelAnswer.Streamed(["{\"score\": 1}"]) { Usage = new ScriptedUsage(1_200, 10, Cached: 1_000) },
            new ModelAnswer.Streamed(["{\"score\": 2}"]) { Usage = new ScriptedUsage(300, 7) });
        await using var silo = await SiloHost.StartAsync(
            "--Models:Providers:openai:BaseUrl", broken.BaseUrl.ToString(), "--Models:Providers:anthropic:BaseUrl", model.BaseUrl.ToString());
        await silo.CreateAsync(Workflow);
        await silo.Client.Budgets.SetSharedAsync(new SetBudgets(new BudgetRecord { CostUsd = 10 }));

        var execution = await silo.Client.Executions.StartAsync(new StartExecution("sums"));
        var ended = await silo.EndAsync(execution.Id);

        ended.Status.ShouldBe("completed");
        var steps = (await silo.Client.Executions.GetStepsAsync(execution.Id)).Items;
        var calls = steps.SelectMany(static step => step.Attempts).SelectMany(static attempt => attempt.ModelCalls).ToList();
        calls.Select(static call => call.CostUsd).ShouldBe([
            ((300m * 1m) + (600m * 0.1m) + (100m * 1.25m) + (50m * 5m)) / 1_000_000m,
            ((200m * 1m) + (1_000m * 0.1m) + (10m * 5m)) / 1_000_000m,
            ((300m * 1m) + (7m * 5m)) / 1_000_000m,
        ]);
        (calls[0].CachedInputTokens, calls[0].CacheWriteTokens, calls[0].ReasoningTokens).ShouldBe((600, 100, 20));
        calls.ShouldAllBe(static call => call.Provider == "anthropic" && call.Skipped.Count == 1 && call.Skipped[0].Provider == "openai");

        var (input, output, cost) = (calls.Sum(static call => call.Tokens.Input), calls.Sum(static call => call.Tokens.Output), calls.Sum(static call => call.CostUsd));
        (steps.Sum(static step => step.Tokens.Input), steps.Sum(static step => step.Tokens.Output), steps.Sum(static step => step.CostUsd)).ShouldBe((input, output, cost));
        (ended.TotalTokens.Input, ended.TotalTokens.Output, ended.TotalCostUsd, ended.ModelCalls).ShouldBe((input, output, cost, 3));
        var day = (await silo.Client.Budgets.GetSharedAsync()).Day.Used;
        (day.Tokens, day.CostUsd, day.ModelCalls).ShouldBe((input + output, cost, 3));
    }

    [Fact]
    public async Task FallbackWithoutAPrice_CannotBeHeldToDollars()
    {
        await using var silo = await SiloHost.StartAsync(
            "--Models:Providers:openai:BaseUrl", "http://127.0.0.1:1/v1", "--Models:Providers:anthropic:BaseUrl", "http://127.0.0.1:1");
        await silo.CreateAsync(Workflow.Replace("claude-haiku-4-5", "claude-of-tomorrow"));
        var execution = await silo.Client.Executions.StartAsync(new StartExecution("sums") { Budget = new BudgetRecord { CostUsd = 1 } });
        (await silo.EndAsync(execution.Id)).Error!.Message.ShouldContain("'claude-of-tomorrow' of the provider 'anthropic'");
    }
}
