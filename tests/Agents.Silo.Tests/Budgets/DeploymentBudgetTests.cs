using System.Net;
using System.Text;
using System.Text.Json;
using Agents.Client.Deployments;
using Agents.Client.Executions;
using Agents.Client.Problems;
using Agents.Silo.Tests.Hosting;
using Agents.Testing.Models;

namespace Agents.Silo.Tests.Budgets;

/// <summary>What the executions of a deployment may spend in a day together.</summary>
public sealed class DeploymentBudgetTests
{
    // One scripted answer is 11 tokens in and 7 out.
    private const long TokensPerCall = 18;

    private const string Writer = """
        id: writer
        llm: {max_tokens: 7}
        agents: {writer: {instructions: "Write."}}
        states: [{name: write, type: agent, agent: writer, task: "Write", end: true}]
        """;

    private const string Caller = """
        id: caller
        states:
          - name: each
            type: foreach
            itemsPath: input.items
            maxConcurrency: 50
            iterator: {states: [{name: call, type: workflow, workflow: writer, end: true}]}
            end: true
        """;

    private static string[] Settings(ScriptedOpenAIServer model)
        => ["--Models:Providers:openai:BaseUrl", model.BaseUrl.ToString(), "--Models:Providers:openai:DefaultModel", "gpt-4o-mini"];

    private static Task<ExecutionDetail> ExecuteAsync(SiloHost silo, string deployment)
        => silo.Client.Deployments.ExecuteAsync(deployment, new ExecuteDeployment { Inputs = JsonSerializer.SerializeToElement(new { items = Enumerable.Range(0, 20) }) });

    private static Task HeldAsync(SiloHost silo, string workflow, int count) => Eventually.TrueAsync(async ()
        => (await silo.Client.Executions.ListAsync(new ExecutionFilter { WorkflowId = workflow, Statuses = ["budget_exceeded"], Limit = 200 })).Items.Count == count);

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task ExecutionsAtOnce_NeverSpendMore_AndGoOnWhenItIsRaised(DatabaseKind kind)
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("done"));
        await using var silo = await SiloHost.StartAsync(kind, null, Settings(model));
        await silo.CreateAsync(Writer);
        await silo.Client.Deployments.CreateAsync(new CreateDeployment("writer") { Budget = new BudgetRecord { ModelCalls = 4 } });
        await silo.Client.Deployments.CreateAsync(new CreateDeployment("writer") { EndpointPath = "other" });

        var started = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => ExecuteAsync(silo, "writer")));
        await HeldAsync(silo, "writer", 8);

        model.Requests.Count.ShouldBe(4);
        var deployment = await silo.Client.Deployments.GetAsync("writer");
        (deployment.Budget!.ModelCalls, deployment.SpentToday!.ModelCalls, deployment.SpentToday.Tokens).ShouldBe((4, 4, 4 * TokensPerCall));
        var held = (await silo.Client.Executions.ListAsync(new ExecutionFilter { Statuses = ["budget_exceeded"], Limit = 1 })).Items[0];
        var why = (await silo.Client.Budgets.GetAsync(held.Id)).Exceeded!;
        (why.Scope, why.Limit, why.Of, why.Left).ShouldBe(("deployment", "model_calls", 4m, 0m));
        why.Message.ShouldStartWith("The deployment's budget of 4 model_calls has 0 left");
        // Others do not count for it.
        (await silo.EndAsync((await ExecuteAsync(silo, "other")).Id)).Status.ShouldBe("completed");
        (await silo.RunAsync("writer")).Status.ShouldBe("completed");

        await silo.RestartAsync();
        await silo.Client.Deployments.ChangeAsync("writer", new ChangeDeployment { Budget = new BudgetRecord { ModelCalls = 12 } });

        foreach (var execution in started)
        {
            (await silo.EndAsync(execution.Id)).Status.ShouldBe("completed");
        }

        model.Requests.Select(static request => request.IdempotencyKey).Distinct().Count().ShouldBe(14);
        (await silo.Client.Deployments.GetAsync("writer")).SpentToday!.ModelCalls.ShouldBe(12);
    }

    [Fact]
    public async Task SubWorkflows_CountForTheDeploymentAtTheTop_AlsoAfterARestart()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("done"));
        await using var silo = await SiloHost.StartAsync(Settings(model));
        await silo.CreateAsync(Writer);
        await silo.CreateAsync(Caller);
        await silo.Client.Deployments.CreateAsync(new CreateDeployment("caller") { Budget = new BudgetRecord { ModelCalls = 5 } });

        var top = await ExecuteAsync(silo, "caller");
        await HeldAsync(silo, "writer", 15);
        model.Requests.Count.ShouldBe(5);

        await silo.RestartAsync();
        (await silo.Client.Deployments.ChangeAsync("caller", new ChangeDeployment { Budget = new BudgetRecord() })).Budget.ShouldBeNull();

        (await silo.EndAsync(top.Id)).Status.ShouldBe("completed");
        model.Requests.Count.ShouldBe(20);
    }

    [Fact]
    public async Task NextDay_BeginsWithNothingSpent_AndWhatItHeldGoesOnByItself()
    {
        var clock = new ManualClock();
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("done"));
        await using var silo = await SiloHost.StartAsync(clock.Use, Settings(model));
        await silo.CreateAsync(Definitions.TwoSteps);
        await silo.Client.Deployments.CreateAsync(new CreateDeployment("two-steps") { Budget = new BudgetRecord { ModelCalls = 1 } });
        var execution = await silo.Client.Deployments.ExecuteAsync("two-steps", new ExecuteDeployment { Inputs = JsonSerializer.SerializeToElement(new { topic = "x" }) });
        await HeldAsync(silo, "two-steps", 1);

        clock.Offset += TimeSpan.FromDays(1);

        (await silo.EndAsync(execution.Id)).Status.ShouldBe("completed");
        (await silo.Client.Deployments.GetAsync("two-steps")).SpentToday!.ModelCalls.ShouldBe(1);
    }

    [Fact]
    public async Task DollarsWithAnUnknownPrice_AreRefusedBeforeAnyCall()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("done"));
        await using var silo = await SiloHost.StartAsync("--Models:Providers:openai:BaseUrl", model.BaseUrl.ToString(), "--Models:Providers:openai:DefaultModel", "unheard-of");
        await silo.CreateAsync(Writer);
        await silo.Client.Deployments.CreateAsync(new CreateDeployment("writer") { Budget = new BudgetRecord { CostUsd = 1 } });

        var execution = await ExecuteAsync(silo, "writer");

        execution.Status.ShouldBe("failed");
        execution.Error!.Message.ShouldContain("'unheard-of'");
        model.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"budget": {"time_seconds": 5}}""", "leave out 'time_seconds'")]
    [InlineData("""{"budget": {"cost": 5}}""", "unknown field 'cost'")]
    [InlineData("""{"budget": 5}""", "'budget' is an object")]
    [InlineData("""{"retention": {"days": 0}}""", "from 1 to 36500")]
    [InlineData("""{"retention": 30}""", "'retention' is {")]
    [InlineData("""{"retention": {"days": 3, "forever": true}}""", "not both")]
    [InlineData("""{"retention": {"weeks": 3}}""", "'retention' is {")]
    public async Task WrongLimits_AreRefusedWithTheField_AndChangeNothing(string body, string message)
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.Pure);
        await silo.Client.Deployments.CreateAsync(new CreateDeployment("pure") { Retention = new DeploymentRetention { Days = 3 } });

        using var reply = await silo.Http.PutAsync("/api/v1/deployments/pure", new StringContent(body, Encoding.UTF8, "application/json"));

        reply.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await reply.Content.ReadAsStringAsync()).ShouldContain(message);
        var kept = await silo.Client.Deployments.GetAsync("pure");
        (kept.Budget, kept.Retention).ShouldBe((null, new DeploymentRetention { Days = 3 }));
        (await silo.Client.Deployments.ChangeAsync("pure", new ChangeDeployment { Retention = new DeploymentRetention() })).Retention.ShouldBeNull();
    }

    [Fact]
    public async Task WhatRunsElsewhere_HasNoBudgetHere()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.Client.Deployments.RegisterAsync(new RegisterDeployment("bot", "localhost", 8090));

        var refusal = await Should.ThrowAsync<AgentsApiException>(() => silo.Client.Deployments.ChangeAsync("bot", new ChangeDeployment { Budget = new BudgetRecord { Tokens = 1 } }));

        refusal.Status.ShouldBe(HttpStatusCode.Conflict);
    }
}
