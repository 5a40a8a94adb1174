using System.Text.Json;
using Agents.Client.Executions;
using Agents.Silo.Tests.Executions;
using Agents.Silo.Tests.Hosting;
using Agents.Testing.Models;

namespace Agents.Silo.Tests.Budgets;

/// <summary>Sub-workflows count for the budget of the execution that waits for them.</summary>
public sealed class FamilyBudgetTests
{
    private const string Writer = """
        id: writer
        llm: {max_tokens: 7}
        agents: {writer: {instructions: "Write."}}
        states: [{name: write, type: agent, agent: writer, task: "Write {{ input.n }}", end: true}]
        """;

    private const string Fan = """
        id: fan
        states:
          - name: each
            type: foreach
            itemsPath: input.items
            itemName: it
            maxConcurrency: 50
            iterator: {states: [{name: call, type: workflow, workflow: writer, input: {n: "{{ it }}"}, end: true}]}
            end: true
        """;

    private static readonly int[] Thirty = [.. Enumerable.Range(0, 30)];

    private static string[] Settings(ScriptedOpenAIServer model)
        => ["--Models:Providers:openai:BaseUrl", model.BaseUrl.ToString(), "--Models:Providers:openai:DefaultModel", "gpt-4o-mini"];

    private static Task<ExecutionDetail> StartAsync(SiloHost silo, string workflow, BudgetRecord budget)
        => silo.Client.Executions.StartAsync(new StartExecution(workflow) { Inputs = JsonSerializer.SerializeToElement(new { items = Thirty }), Budget = budget });

    private static Task HeldAsync(SiloHost silo, int count) => Eventually.TrueAsync(async ()
        => (await silo.Client.Executions.ListAsync(new ExecutionFilter { WorkflowId = "writer", Statuses = ["budget_exceeded"], Limit = 200 })).Items.Count == count);

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task SubWorkflowsAtOnce_NeverSpendMoreThanTheirParentsBudget_AndGoOnWhenItIsRaised(DatabaseKind kind)
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("done"));
        await using var silo = await SiloHost.StartAsync(kind, null, Settings(model));
        await silo.CreateAsync(Writer);
        await silo.CreateAsync(Fan);

        var parent = await StartAsync(silo, "fan", new BudgetRecord { ModelCalls = 6 });
        await HeldAsync(silo, 24);

        model.Requests.Count.ShouldBe(6);
        var budget = await silo.Client.Budgets.GetAsync(parent.Id);
        (budget.Used.ModelCalls, budget.Reserved.ModelCalls).ShouldBe((6, 0));
        var held = (await silo.Client.Executions.ListAsync(new ExecutionFilter { WorkflowId = "writer", Statuses = ["budget_exceeded"], Limit = 1 })).Items[0];
        var why = (await silo.Client.Budgets.GetAsync(held.Id)).Exceeded!;
        (why.Scope, why.Limit, why.Of, why.Left).ShouldBe(("parent", "model_calls", 6m, 0m));

        await silo.Client.Budgets.SetAsync(parent.Id, new BudgetRecord { ModelCalls = 30 });

        (await silo.EndAsync(parent.Id)).Status.ShouldBe("completed");
        model.Requests.Select(static request => request.IdempotencyKey).Distinct().Count().ShouldBe(30);
        model.Requests.Count.ShouldBe(30);
    }

    [Fact]
    public async Task Tokens_AreCountedAcrossAllOfThem()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("done"));
        await using var silo = await SiloHost.StartAsync(Settings(model));
        await silo.CreateAsync(Writer);
        await silo.CreateAsync(Fan);

        // One answer is 11 tokens in and 7 out.
        var parent = await StartAsync(silo, "fan", new BudgetRecord { Tokens = 10 * 18 });
        await Eventually.TrueAsync(async () => (await silo.Client.GetStatusAsync()).ActiveExecutions is var active
            && active.GetValueOrDefault("budget_exceeded") > 0 && active.GetValueOrDefault("running") == 1);

        var used = (await silo.Client.Budgets.GetAsync(parent.Id)).Used;
        used.Tokens.ShouldBe(model.Requests.Count * 18);
        used.Tokens.ShouldBeLessThanOrEqualTo(180);
    }

    [Fact]
    public async Task WhatWasSpent_SurvivesARestart_AndACallUnderWayIsReservedOnce()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("one"), new OpenAIAnswer.Silence(), OpenAIAnswer.Text("two"));
        await using var silo = await SiloHost.StartAsync(Settings(model));
        await silo.CreateAsync(Writer);
        await silo.CreateAsync(Fan.Replace("maxConcurrency: 50", "maxConcurrency: 1", StringComparison.Ordinal));
        var parent = await StartAsync(silo, "fan", new BudgetRecord { ModelCalls = 2 });
        await model.ArrivalAsync(CancellationToken.None);
        await model.ArrivalAsync(CancellationToken.None);
        var before = await silo.Client.Budgets.GetAsync(parent.Id);
        (before.Used.ModelCalls, before.Reserved.ModelCalls).ShouldBe((1, 1));

        await silo.RestartAsync();
        await HeldAsync(silo, 1);

        var after = await silo.Client.Budgets.GetAsync(parent.Id);
        (after.Used.ModelCalls, after.Reserved.ModelCalls).ShouldBe((2, 0));
        model.Requests[1].IdempotencyKey.ShouldBe(model.Requests[2].IdempotencyKey);
    }

    [Fact]
    public async Task Grandchildren_CountForTheBudgetAtTheTop_AndForTheOneBetween()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("done"));
        await using var silo = await SiloHost.StartAsync(Settings(model));
        await silo.CreateAsync(Writer);
        await silo.CreateAsync($"{Fan}\nbudget: {{model_calls: 4}}\n");
        await silo.CreateAsync("""
            id: top
            states: [{name: call, type: workflow, workflow: fan, input: {items: "{{ input.items }}"}, end: true}]
            """);

        var top = await StartAsync(silo, "top", new BudgetRecord { ModelCalls = 8 });
        await HeldAsync(silo, 26);
        var fan = (await silo.Client.Executions.ListAsync(new ExecutionFilter { WorkflowId = "fan" })).Items.Single();
        await silo.Client.Budgets.SetAsync(fan.Id, new BudgetRecord { ModelCalls = 30 });
        await HeldAsync(silo, 22);

        model.Requests.Count.ShouldBe(8);
        (await silo.Client.Budgets.GetAsync(top.Id)).Used.ModelCalls.ShouldBe(8);
        (await silo.Client.Budgets.GetAsync(fan.Id)).Used.ModelCalls.ShouldBe(8);
    }

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task WhatSubWorkflowsSpend_WarnsTheParentOncePerLimit(DatabaseKind kind)
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("done"));
        await using var silo = await SiloHost.StartAsync(kind, null, Settings(model));
        await silo.CreateAsync(Writer);
        await silo.CreateAsync(Fan);

        var parent = await StartAsync(silo, "fan", new BudgetRecord { ModelCalls = 20, Tokens = 1_000_000 });
        await HeldAsync(silo, 10);
        await Eventually.TrueAsync(async () => (await WarningsAsync(silo, parent.Id)).Count == 1);
        await silo.Client.Budgets.SetAsync(parent.Id, new BudgetRecord { ModelCalls = 100 });
        await silo.EndAsync(parent.Id);

        var warning = (await WarningsAsync(silo, parent.Id)).ShouldHaveSingleItem().Data;
        (warning.GetProperty("limit").GetString(), warning.GetProperty("of").GetInt32()).ShouldBe(("model_calls", 20));
        warning.GetProperty("used").GetInt32().ShouldBeInRange(16, 20);
        (await silo.Client.Executions.ReplayAsync(parent.Id)).Identical.ShouldBeTrue();
    }

    private static async Task<List<EventRecord>> WarningsAsync(SiloHost silo, string id)
        => [.. (await silo.Client.Executions.GetEventsAsync(id, 200)).Items.Where(static item => item.Type == "budget.warned")];

    [Fact]
    public async Task FamilyWithoutABudget_KeepsNothing()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Writer);
        await silo.CreateAsync(Fan);

        (await silo.RunAsync("fan", new { items = Thirty })).Status.ShouldBe("completed");

        Tables.Count(silo, "SELECT count(*) FROM grain_state").ShouldBe(0);
    }
}
