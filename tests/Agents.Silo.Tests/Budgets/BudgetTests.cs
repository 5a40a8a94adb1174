using System.Net;
using System.Text.Json;
using Agents.Client.Budgets;
using Agents.Client.Executions;
using Agents.Client.Problems;
using Agents.Silo.Tests.Hosting;
using Agents.Testing.Models;

namespace Agents.Silo.Tests.Budgets;

public sealed class BudgetTests
{
    // One scripted answer is 11 tokens in and 7 out.
    private const long TokensPerCall = 18;

    private const string Fan = """
        id: fan
        name: Fan
        llm: {max_tokens: 7}
        agents: {writer: {instructions: "Write."}}
        states:
          - name: each
            type: foreach
            itemsPath: input.names
            itemName: it
            maxConcurrency: 50
            iterator: {states: [{name: write, type: agent, agent: writer, task: "About {{ it }}", end: true}]}
            end: true
        """;

    private static readonly int[] Fifty = [.. Enumerable.Range(0, 50)];

    private static string[] Settings(ScriptedOpenAIServer model, string name = "gpt-4o-mini")
        => ["--Models:Providers:openai:BaseUrl", model.BaseUrl.ToString(), "--Models:Providers:openai:DefaultModel", name];

    private static Task<ExecutionDetail> StartAsync(SiloHost silo, string workflow, object inputs, BudgetRecord? budget)
        => silo.Client.Executions.StartAsync(new StartExecution(workflow) { Inputs = JsonSerializer.SerializeToElement(inputs), Budget = budget });

    private static Task StandsStillAsync(SiloHost silo, string id) => Eventually.TrueAsync(async ()
        => (await silo.Client.Executions.GetAsync(id)).Status == "budget_exceeded"
            && (await silo.Client.Executions.GetStepsAsync(id)).Items.All(static step => step.Type != "agent" || step.Status != "running"));

    [Fact]
    public async Task FiftyAgentsAtOnce_OnABudgetForTenCalls_MakeTen_AndGoOnWhenItIsRaised()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("done"));
        await using var silo = await SiloHost.StartAsync(Settings(model));
        await silo.CreateAsync(Fan);

        var execution = await StartAsync(silo, "fan", new { names = Fifty }, new BudgetRecord { ModelCalls = 10 });
        await StandsStillAsync(silo, execution.Id);

        model.Requests.Count.ShouldBe(10);
        var held = await silo.Client.Budgets.GetAsync(execution.Id);
        (held.Used.ModelCalls, held.Reserved.ModelCalls, held.Exceeded!.Limit, held.Exceeded.Left).ShouldBe((10, 0, "model_calls", 0m));
        var events = await silo.Client.Executions.GetEventsAsync(execution.Id, 200);
        events.Items.Count(static item => item.Type == "execution.budget_exceeded").ShouldBe(1);
        events.Items.Count(static item => item.Type == "budget.warned").ShouldBe(1);

        (await silo.Client.Budgets.SetAsync(execution.Id, new BudgetRecord { ModelCalls = 50 })).Status.ShouldBe("running");
        var ended = await silo.EndAsync(execution.Id);

        (ended.Status, ended.ModelCalls).ShouldBe(("completed", 50));
        model.Requests.Count.ShouldBe(50);
        model.Requests.Select(static request => request.IdempotencyKey).Distinct().Count().ShouldBe(50);
    }

    [Theory]
    [InlineData("tokens")]
    [InlineData("cost_usd")]
    public async Task FiftyAgentsAtOnce_NeverSpendMoreThanTheBudget(string limit)
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("done"));
        await using var silo = await SiloHost.StartAsync(Settings(model));
        await silo.CreateAsync(Fan);
        var budget = limit == "tokens" ? new BudgetRecord { Tokens = 12 * TokensPerCall } : new BudgetRecord { CostUsd = 12 * (11 * 0.15m + 7 * 0.60m) / 1_000_000 };

        var execution = await StartAsync(silo, "fan", new { names = Fifty }, budget);
        await StandsStillAsync(silo, execution.Id);

        var spent = (await silo.Client.Budgets.GetAsync(execution.Id)).Used;
        spent.ModelCalls.ShouldBeInRange(8, 12, "what calls reserve beyond what they use is given back to those that wait");
        spent.Tokens.ShouldBe(TokensPerCall * spent.ModelCalls);
        model.Requests.Count.ShouldBe(spent.ModelCalls);
        (spent.Tokens <= (budget.Tokens ?? long.MaxValue) && spent.CostUsd <= (budget.CostUsd ?? decimal.MaxValue)).ShouldBeTrue();
    }

    [Fact]
    public async Task HeldExecution_StaysHeldAcrossARestart_AndItsBudgetCountsWhatWasSpent()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("done"));
        await using var silo = await SiloHost.StartAsync(Settings(model));
        await silo.CreateAsync(Definitions.TwoSteps + "\nbudget: {model_calls: 1}");
        var execution = await StartAsync(silo, "two-steps", new { topic = "x" }, null);
        await StandsStillAsync(silo, execution.Id);

        await silo.RestartAsync();
        var refusal = await Should.ThrowAsync<AgentsApiException>(() => silo.Client.Executions.ResumeAsync(execution.Id));
        refusal.Status.ShouldBe(HttpStatusCode.Conflict);
        refusal.Problem.CurrentStatus.ShouldBe("budget_exceeded");
        model.Requests.Count.ShouldBe(1);

        await silo.Client.Budgets.SetAsync(execution.Id, new BudgetRecord { ModelCalls = 2 });

        (await silo.EndAsync(execution.Id)).Status.ShouldBe("completed");
        (await silo.Client.Executions.GetStepsAsync(execution.Id)).Items.Select(static step => step.Attempts.Count).ShouldBe([1, 1]);
        model.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task CallUnderWayAtACrash_IsReservedAgainAndMadeUnderTheSameKey()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(new OpenAIAnswer.Silence(), OpenAIAnswer.Text("done"));
        await using var silo = await SiloHost.StartAsync(Settings(model));
        await silo.CreateAsync(Definitions.TwoSteps);
        var execution = await StartAsync(silo, "two-steps", new { topic = "x" }, new BudgetRecord { ModelCalls = 2 });
        await model.ArrivalAsync(CancellationToken.None);
        (await silo.Client.Budgets.GetAsync(execution.Id)).Reserved.ModelCalls.ShouldBe(1);

        await silo.RestartAsync();

        (await silo.EndAsync(execution.Id)).ModelCalls.ShouldBe(2);
        model.Requests[0].IdempotencyKey.ShouldBe(model.Requests[1].IdempotencyKey);
    }

    [Fact]
    public async Task AnswerWithoutALimit_IsLimitedWhereABudgetCounts_AndNotElsewhere()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("done"));
        await using var silo = await SiloHost.StartAsync(Settings(model));
        await silo.CreateAsync(Definitions.TwoSteps);

        await silo.RunAsync("two-steps", new { topic = "x" });
        await silo.EndAsync((await StartAsync(silo, "two-steps", new { topic = "x" }, new BudgetRecord { Tokens = 100_000 })).Id);

        model.Requests.Select(static request => request.Body.TryGetProperty("max_tokens", out var limit) ? limit.GetInt32() : 0).ShouldBe([0, 0, 4_096, 4_096]);
    }

    [Fact]
    public async Task DollarsWithAnUnknownPrice_AreRefusedBeforeAnyCall()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("done"));
        await using var silo = await SiloHost.StartAsync(Settings(model, "unheard-of"));
        await silo.CreateAsync(Definitions.TwoSteps);

        var execution = await StartAsync(silo, "two-steps", new { topic = "x" }, new BudgetRecord { CostUsd = 1 });

        execution.Status.ShouldBe("failed");
        execution.Error!.Message.ShouldContain("'unheard-of'");
        execution.Error.Message.ShouldContain("PricesFile");
        model.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task BudgetOfTheDay_HoldsAcrossExecutionsAndRestarts_AndRaisingItLetsThemGoOn()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("done"));
        await using var silo = await SiloHost.StartAsync(Settings(model));
        await silo.CreateAsync(Definitions.TwoSteps);
        await silo.Client.Budgets.SetSharedAsync(new SetBudgets(new BudgetRecord { ModelCalls = 3 }));
        (await silo.RunAsync("two-steps", new { topic = "x" })).Status.ShouldBe("completed");

        var second = await StartAsync(silo, "two-steps", new { topic = "x" }, null);
        await StandsStillAsync(silo, second.Id);
        await silo.RestartAsync();

        var day = (await silo.Client.Budgets.GetSharedAsync()).Day;
        (day.Used.ModelCalls, day.Reserved.ModelCalls, day.Used.Tokens).ShouldBe((3, 0, 3 * TokensPerCall));
        (await silo.Client.Budgets.GetAsync(second.Id)).Exceeded!.Scope.ShouldBe("day");
        model.Requests.Count.ShouldBe(3);

        await silo.Client.Budgets.SetSharedAsync(new SetBudgets(null));

        (await silo.EndAsync(second.Id)).Status.ShouldBe("completed");
        model.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public async Task BudgetOfTheDay_BeginsAnewAtMidnight_AndWhatItHeldGoesOnByItself()
    {
        var clock = new ManualClock();
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("done"));
        await using var silo = await SiloHost.StartAsync(clock.Use, Settings(model));
        await silo.CreateAsync(Definitions.TwoSteps);
        await silo.Client.Budgets.SetSharedAsync(new SetBudgets(new BudgetRecord { ModelCalls = 1 }));
        var execution = await StartAsync(silo, "two-steps", new { topic = "x" }, null);
        await StandsStillAsync(silo, execution.Id);

        clock.Offset += TimeSpan.FromDays(1);

        (await silo.EndAsync(execution.Id)).Status.ShouldBe("completed");
        (await silo.Client.Budgets.GetSharedAsync()).Day.Used.ModelCalls.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"cost": 1}""", "unknown field 'cost'")]
    [InlineData("""{"tokens": -1}""", "'tokens' is a whole number from 0")]
    [InlineData("""{"tokens": "many"}""", "'tokens' is a number")]
    [InlineData("""[]""", "The body is a JSON object")]
    public async Task WrongBudget_IsRefusedWithTheField(string body, string message)
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.Pure);
        var execution = await silo.RunAsync("pure");

        using var reply = await silo.Http.PutAsync($"/api/v1/executions/{execution.Id}/budget", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        reply.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await reply.Content.ReadAsStringAsync()).ShouldContain(message);
    }

    [Fact]
    public async Task BudgetOfWhatIsOver_Conflicts()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.Pure);
        var execution = await silo.RunAsync("pure");

        var refusal = await Should.ThrowAsync<AgentsApiException>(() => silo.Client.Budgets.SetAsync(execution.Id, new BudgetRecord { Tokens = 1 }));

        (refusal.Status, refusal.Problem.CurrentStatus).ShouldBe((HttpStatusCode.Conflict, "completed"));
    }
}
