using Agents.Client;
using Agents.Client.Executions;
using Agents.Client.Problems;
using Agents.Testing.Models;
using Agents.Testing.Postgres;
using Agents.Testing.Processes;

namespace Agents.Chaos.Kills;

/// <summary>PostgreSQL crashes and starts again under a running silo: what was acknowledged is there, and everything finishes without a restart of the silo.</summary>
public sealed class RestartedServerTests
{
    private const int Executions = 100;
    private const int Steps = 3;
    private const int RestartAfterCalls = 120;

    private static readonly string Definition = "id: chain\nname: Chain\nagents: {worker: {instructions: Work.}}\nstates:\n" + string.Join('\n', Enumerable.Range(1, Steps).Select(static step =>
        $"  - {{name: step{step}, type: agent, agent: worker, task: \"step {step}\", {(step == Steps ? "end: true" : $"next: step{step + 1}")}}}"));

    [SkippableFact]
    public async Task RestartedServer_HasEverythingThatWasAcknowledged_AndEverythingFinishes()
    {
        await using var server = await PostgresServer.StartAsync();
        var database = await server.CreateDatabaseAsync();
        var data = Directory.CreateTempSubdirectory("agents-chaos").FullName;
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("done"));
        var settings = new Dictionary<string, string>
        {
            ["AGENTS_DATABASE"] = database,
            ["Models__Providers__openai__BaseUrl"] = model.BaseUrl.ToString(),
            ["Models__Providers__openai__DefaultModel"] = "m",
        };
        await using (var silo = await SiloProcess.StartAsync(data, settings))
        {
            await silo.CreateWorkflowAsync(Definition);
            var client = new AgentsClient(new HttpClient { BaseAddress = silo.Url });
            var starts = Enumerable.Range(0, Executions).Select(_ => StartAsync(client)).ToList();
            for (var call = 0; call < RestartAfterCalls; call++)
            {
                await model.ArrivalAsync(CancellationToken.None);
            }

            await server.RestartAsync();
            var ids = (await Task.WhenAll(starts)).OfType<string>().ToList();

            ids.ShouldNotBeEmpty();
            foreach (var id in ids)
            {
                (await EndAsync(client, id)).ShouldBe("completed");
            }
        }

        Journals.OfPostgres(database).Gaps().ShouldBeEmpty();
        Directory.Delete(data, recursive: true);
    }

    // A start that met the restart was refused, or recorded without an answer: nobody was promised anything.
    private static async Task<string?> StartAsync(AgentsClient client)
    {
        try
        {
            return (await client.Executions.StartAsync(new StartExecution("chain"))).Id;
        }
        catch (Exception refused) when (refused is HttpRequestException or AgentsApiException)
        {
            return null;
        }
    }

    private static async Task<string> EndAsync(AgentsClient client, string id)
    {
        var status = "unknown";
        // Two minutes: results that waited for the database are offered again every two seconds.
        for (var look = 0; look < 240 && status is not ("completed" or "failed"); look++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(look == 0 ? 0 : 500));
            try
            {
                status = (await client.Executions.GetAsync(id)).Status;
            }
            catch (AgentsApiException degraded) when (degraded.Status == System.Net.HttpStatusCode.ServiceUnavailable)
            {
                // Until the silo has seen that the server is back.
            }
        }

        return status;
    }
}
