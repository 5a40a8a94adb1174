using Agents.Client;
using Agents.Client.Executions;
using Agents.Testing.Models;
using Agents.Testing.Postgres;
using Agents.Testing.Processes;

namespace Agents.Chaos.Kills;

/// <summary>SIGKILL in the middle of many executions: everything finishes, nothing that was recorded runs again.</summary>
public sealed class KilledSiloTests
{
    private const int Executions = 200;
    private const int Steps = 5;

    private static readonly string Definition = $"""
        id: chain
        name: Chain
        agents:
          worker: {"{"}instructions: "Work."{"}"}
        states:
        {string.Join('\n', Enumerable.Range(1, Steps).Select(static step =>
            $"  - {{name: step{step}, type: agent, agent: worker, task: \"step {step}\", {(step == Steps ? "end: true" : $"next: step{step + 1}")}}}"))}
        """;

    // More calls than executions: every execution has at most one that is not recorded, so some are.
    [Theory]
    [InlineData(300)]
    [InlineData(700)]
    public async Task KilledSilo_FinishesEverythingAndRepeatsNothing(int killAfterCalls)
    {
        var data = Directory.CreateTempSubdirectory("agents-chaos").FullName;
        await KillAndFinishAsync(data, [], Journals.OfFolder(data), killAfterCalls);
        Directory.Delete(data, recursive: true);
    }

    // Most of them are queued when the silo dies.
    [Fact]
    public async Task KilledSiloWithAQueue_FinishesEverythingAndRepeatsNothing()
    {
        var data = Directory.CreateTempSubdirectory("agents-chaos").FullName;
        await KillAndFinishAsync(data, new Dictionary<string, string> { ["AGENTS_MAX_CONCURRENT_EXECUTIONS"] = "10" }, Journals.OfFolder(data), 300);
        Directory.Delete(data, recursive: true);
    }

    [SkippableFact]
    public async Task KilledSiloOnPostgres_FinishesEverythingAndRepeatsNothing()
    {
        PostgresServer.Need();
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        var data = Directory.CreateTempSubdirectory("agents-chaos").FullName;
        await KillAndFinishAsync(data, new Dictionary<string, string> { ["AGENTS_DATABASE"] = database }, Journals.OfPostgres(database), 400);
        Directory.Delete(data, recursive: true);
    }

    private static async Task KillAndFinishAsync(string data, Dictionary<string, string> settings, Journals journals, int killAfterCalls)
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("done"));
        settings["Models__Providers__openai__BaseUrl"] = model.BaseUrl.ToString();
        settings["Models__Providers__openai__DefaultModel"] = "m";

        var ids = await StartAndKillAsync(data, settings, model, killAfterCalls);
        var recorded = journals.SucceededSteps();
        var callsBefore = CallsByStep(model);

        await using (var silo = await SiloProcess.StartAsync(data, settings))
        {
            var client = new AgentsClient(new HttpClient { BaseAddress = silo.Url });
            foreach (var id in ids)
            {
                (await EndAsync(client, id)).ShouldBe("completed");
            }
        }

        ids.Count.ShouldBeGreaterThan(0);
        recorded.Count.ShouldBeInRange(killAfterCalls - Executions, (Executions * Steps) - 1, "The kill must fall in the middle.");
        var calls = CallsByStep(model);
        recorded.Where(step => calls[step] != callsBefore[step]).ShouldBeEmpty("A recorded step ran again.");
        journals.SucceededSteps().Count.ShouldBe(journals.Executions() * Steps);
        journals.Gaps().ShouldBeEmpty();
    }

    // Every start that was acknowledged counts; one that the kill cut off may or may not have been recorded.
    private static async Task<IReadOnlyList<string>> StartAndKillAsync(
        string data, Dictionary<string, string> settings, ScriptedOpenAIServer model, int killAfterCalls)
    {
        await using var silo = await SiloProcess.StartAsync(data, settings);
        await silo.CreateWorkflowAsync(Definition);
        var client = new AgentsClient(new HttpClient { BaseAddress = silo.Url });
        var starts = Enumerable.Range(0, Executions).Select(_ => StartAsync(client)).ToList();
        for (var call = 0; call < killAfterCalls; call++)
        {
            await model.ArrivalAsync(CancellationToken.None);
        }

        await silo.KillAsync();
        return [.. (await Task.WhenAll(starts)).OfType<string>()];
    }

    private static async Task<string?> StartAsync(AgentsClient client)
    {
        try
        {
            return (await client.Executions.StartAsync(new StartExecution("chain"))).Id;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static async Task<string> EndAsync(AgentsClient client, string id)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await foreach (var _ in client.Executions.StreamAsync(id, cancellationToken: patience.Token))
        {
            // The stream closes after the last event.
        }

        return (await client.Executions.GetAsync(id)).Status;
    }

    private static Dictionary<string, int> CallsByStep(ScriptedOpenAIServer model)
        => model.Requests.GroupBy(static request => request.IdempotencyKey.Split(':')[0]).ToDictionary(static group => group.Key, static group => group.Count());
}
