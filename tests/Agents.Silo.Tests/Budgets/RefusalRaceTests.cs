using System.Text.Json;
using Agents.Client.Budgets;
using Agents.Client.Deployments;
using Agents.Client.Executions;
using Agents.Silo.Storage;
using Agents.Silo.Tests.Executions;
using Agents.Silo.Tests.Hosting;
using Agents.Testing.Models;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace Agents.Silo.Tests.Budgets;

/// <summary>A budget that is raised after it refused a call and before that is recorded: whoever raises it finds nobody to let go on.</summary>
public sealed class RefusalRaceTests
{
    private const long Hold = 4_711;

    // The journal takes everything but what says that a budget holds an execution.
    private static readonly string HoldRefusals = $"""
        CREATE FUNCTION hold_refusals() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF position('execution.budget_exceeded' in NEW.events) > 0 THEN PERFORM pg_advisory_xact_lock({Hold}); END IF;
          RETURN NEW;
        END $$;
        CREATE TRIGGER hold_refusals BEFORE INSERT ON journal FOR EACH ROW EXECUTE FUNCTION hold_refusals();
        """;

    private static string[] Settings(ScriptedOpenAIServer model)
        => ["--Models:Providers:openai:BaseUrl", model.BaseUrl.ToString(), "--Models:Providers:openai:DefaultModel", "gpt-4o-mini"];

    [SkippableFact]
    public async Task BudgetOfTheDay_RaisedBeforeTheRefusalIsRecorded_HoldsNobody()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("done"));
        await using var silo = await SiloHost.StartAsync(DatabaseKind.Postgres, null, Settings(model));
        await silo.CreateAsync(Definitions.TwoSteps);
        await silo.Client.Budgets.SetSharedAsync(new SetBudgets(new BudgetRecord { ModelCalls = 1 }));

        var execution = await RefusedAsync(silo, () => silo.RunAsync("two-steps", new { topic = "x" }, TimeSpan.Zero), ()
            => silo.Client.Budgets.SetSharedAsync(new SetBudgets(new BudgetRecord { ModelCalls = 2 })));

        (await silo.EndAsync(execution.Id)).Status.ShouldBe("completed");
        (await silo.Client.Executions.GetEventsAsync(execution.Id, 200)).Items.Count(static item => item.Type == "execution.budget_exceeded").ShouldBe(1);
    }

    [SkippableFact]
    public async Task BudgetOfADeployment_RaisedBeforeTheRefusalIsRecorded_HoldsNobody()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("done"));
        await using var silo = await SiloHost.StartAsync(DatabaseKind.Postgres, null, Settings(model));
        await silo.CreateAsync(Definitions.TwoSteps);
        await silo.Client.Deployments.CreateAsync(new CreateDeployment("two-steps") { Budget = new BudgetRecord { ModelCalls = 1 } });
        var inputs = new ExecuteDeployment { Inputs = JsonSerializer.SerializeToElement(new { topic = "x" }) };

        var execution = await RefusedAsync(silo, () => silo.Client.Deployments.ExecuteAsync("two-steps", inputs), ()
            => silo.Client.Deployments.ChangeAsync("two-steps", new ChangeDeployment { Budget = new BudgetRecord { ModelCalls = 2 } }));

        (await silo.EndAsync(execution.Id)).Status.ShouldBe("completed");
        (await silo.Client.Executions.GetEventsAsync(execution.Id, 200)).Items.Count(static item => item.Type == "execution.budget_exceeded").ShouldBe(1);
    }

    private static async Task<ExecutionDetail> RefusedAsync(SiloHost silo, Func<Task<ExecutionDetail>> start, Func<Task> raise)
    {
        await using var gate = await silo.Services.GetRequiredService<IDatabase>().OpenAsync();
        await gate.ExecuteAsync(HoldRefusals);
        await gate.ExecuteAsync($"SELECT pg_advisory_lock({Hold})");
        var execution = await start();
        await Eventually.TrueAsync(() => Task.FromResult(Tables.Count(silo, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted") == 1));

        await raise();
        await gate.ExecuteAsync($"SELECT pg_advisory_unlock({Hold})");
        return execution;
    }
}
