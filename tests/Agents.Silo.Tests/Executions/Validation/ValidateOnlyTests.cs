using System.Text.Json;
using Agents.Client.Executions;
using Agents.Silo.Tests.Hosting;
using Agents.Testing.Models;

namespace Agents.Silo.Tests.Executions.Validation;

public sealed class ValidateOnlyTests
{
    private static Task<ValidationReport> ValidateAsync(SiloHost silo, string workflow, object inputs, BudgetRecord? budget = null)
        => silo.Client.Executions.ValidateAsync(new StartExecution(workflow) { Inputs = JsonSerializer.SerializeToElement(inputs), Budget = budget });

    private static string[] Settings(ScriptedOpenAIServer model, string name = "gpt-4o-mini")
        => ["--Models:Providers:openai:BaseUrl", model.BaseUrl.ToString(), "--Models:Providers:openai:DefaultModel", name];

    private static string StateOf(ValidationReport report, string check) => report.Checks.Single(found => found.Check == check).State;

    [Fact]
    public async Task WhatFits_IsValid_Estimated_AndNotStarted()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("done"));
        await using var silo = await SiloHost.StartAsync(Settings(model));
        await silo.CreateAsync(Definitions.TwoSteps);

        var report = await ValidateAsync(silo, "two-steps", new { topic = "x" });

        report.Valid.ShouldBeTrue();
        report.Checks.Select(static check => check.Check).ShouldBe(["workflow", "inputs", "agents", "budget", "sub_workflows", "provider:openai"]);
        (report.Estimate.Basis, report.Estimate.Executions).ShouldBe(("prompts", 0));
        report.Estimate.Tokens.ShouldBeGreaterThan(1_000);
        report.Estimate.CostUsd!.Value.ShouldBeGreaterThan(0);
        model.Requests.ShouldBeEmpty();
        Tables.Count(silo, "SELECT count(*) FROM executions").ShouldBe(0);
    }

    [Fact]
    public async Task AfterExecutions_TheEstimateIsTheirAverage()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("done"));
        await using var silo = await SiloHost.StartAsync(Settings(model));
        await silo.CreateAsync(Definitions.TwoSteps);
        await silo.RunAsync("two-steps", new { topic = "x" });
        await silo.RunAsync("two-steps", new { topic = "y" });

        var estimate = (await ValidateAsync(silo, "two-steps", new { topic = "x" })).Estimate;

        // Two calls of 11 tokens in and 7 out.
        (estimate.Basis, estimate.Executions, estimate.Tokens).ShouldBe(("past_executions", 2, 36));
        estimate.CostUsd.ShouldBe(2 * (11 * 0.15m + 7 * 0.60m) / 1_000_000);
    }

    [Fact]
    public async Task UnknownPrice_IsNotZero()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("done"));
        await using var silo = await SiloHost.StartAsync(Settings(model, "unheard-of"));
        await silo.CreateAsync(Definitions.TwoSteps);

        var report = await ValidateAsync(silo, "two-steps", new { topic = "x" }, new BudgetRecord { CostUsd = 1 });

        (report.Valid, StateOf(report, "budget"), report.Estimate.CostUsd).ShouldBe((false, "error", null));
    }

    [Fact]
    public async Task EverythingThatIsWrong_IsToldAtOnce()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("done"));
        model.Models = OpenAIAnswer.Error(401, "No.");
        await using var silo = await SiloHost.StartAsync(Settings(model));
        await silo.CreateAsync("""
            id: wrong
            inputSchema: {type: object, required: [n], properties: {n: {type: integer}}}
            agents: {writer: {instructions: "Write."}}
            states:
              - {name: write, type: agent, agent: writer, task: "T", next: call}
              - {name: call, type: workflow, workflow: nowhere, end: true}
            """);
        await silo.Client.Workflows.DisableAsync("wrong");

        var report = await ValidateAsync(silo, "wrong", new { n = "x" });

        report.Valid.ShouldBeFalse();
        report.Checks.Where(static check => check.State == CheckStates.Error).Select(static check => check.Check).ShouldBe(["workflow", "inputs", "sub_workflows", "provider:openai"]);
        report.Checks.Single(static check => check.Check == "inputs").Message.ShouldContain("/n");
        report.Checks.Single(static check => check.Check == "provider:openai").Message.ShouldContain("OPENAI_API_KEY");
    }

    [Fact]
    public async Task ProviderInTrouble_IsAWarning()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("done"));
        model.Models = OpenAIAnswer.Error(503, "No.");
        await using var silo = await SiloHost.StartAsync(Settings(model));
        await silo.CreateAsync(Definitions.TwoSteps);

        var report = await ValidateAsync(silo, "two-steps", new { topic = "x" });

        (report.Valid, StateOf(report, "provider:openai")).ShouldBe((true, "warning"));
    }
}
