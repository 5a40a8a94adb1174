using System.Net;
using Agents.Chaos.Kills;
using Agents.Client;
using Agents.Client.Executions;
using Agents.Client.Problems;
using Agents.Testing.Models;
using Agents.Testing.Processes;

namespace Agents.Chaos.Faults;

/// <summary>Executions of five steps each, under way on a silo whose database is about to have trouble.</summary>
internal sealed class Chains : IAsyncDisposable
{
    private const int Executions = 30;
    private const int Steps = 5;
    private const int CallsBefore = 50;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly string Definition = $"""
        id: chain
        agents:
          worker: {"{"}instructions: "Work."{"}"}
        states:
        {string.Join('\n', Enumerable.Range(1, Steps).Select(static step =>
            $"  - {{name: step{step}, type: agent, agent: worker, task: \"step {step}\", {(step == Steps ? "end: true" : $"next: step{step + 1}")}}}"))}
        """;

    private readonly ScriptedOpenAIServer _model;
    private readonly string _data;
    private readonly List<string> _ids = [];
    private SiloProcess _silo = null!;

    private Chains(ScriptedOpenAIServer model, string data) => (_model, _data) = (model, data);

    private AgentsClient Client => new(new HttpClient { BaseAddress = _silo.Url });

    /// <summary>Starts the silo and the executions, and waits until they are in the middle.</summary>
    public static async Task<Chains> BeginAsync(string data)
    {
        var model = await ScriptedOpenAIServer.StartAsync(static _ => OpenAIAnswer.Text("done") with { Delay = TimeSpan.FromMilliseconds(50) });
        var chains = new Chains(model, data);
        await chains.StartSiloAsync();
        await chains._silo.CreateWorkflowAsync(Definition);
        var client = chains.Client;
        chains._ids.AddRange((await Task.WhenAll(Enumerable.Range(0, Executions).Select(_ => client.Executions.StartAsync(new StartExecution("chain"))))).Select(static one => one.Id));
        for (var call = 0; call < CallsBefore; call++)
        {
            await model.ArrivalAsync(CancellationToken.None);
        }

        return chains;
    }

    /// <summary>Waits until the silo says that it cannot write, refuses what it cannot keep, and goes on saying so.</summary>
    public async Task ShouldBeDegradedAsync()
    {
        using var http = new HttpClient { BaseAddress = _silo.Url };
        await UntilAsync(async () => (await http.GetAsync("/health")).StatusCode == HttpStatusCode.ServiceUnavailable);
        (await Client.GetStatusAsync()).Reason.ShouldNotBeNull().ShouldContain("agents.db");
        using var body = new StringContent("""{"workflow_id":"chain"}""", System.Text.Encoding.UTF8, "application/json");
        using var refused = await http.PostAsync("/api/v1/executions", body);
        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, await refused.Content.ReadAsStringAsync());
        refused.Headers.RetryAfter.ShouldNotBeNull();
    }

    public Task KillAsync() => _silo.KillAsync();

    public async Task StartSiloAsync() => _silo = await SiloProcess.StartAsync(_data, new Dictionary<string, string>
    {
        ["Models__Providers__openai__BaseUrl"] = _model.BaseUrl.ToString(),
        ["Models__Providers__openai__DefaultModel"] = "m",
    });

    /// <summary>Waits for the ends; everything that was accepted completes and every journal is whole.</summary>
    public async Task ShouldCompleteAsync()
    {
        var client = Client;
        foreach (var id in _ids)
        {
            await UntilAsync(async () => (await client.Executions.GetAsync(id)).Status == ExecutionStatuses.Completed);
        }

        using var http = new HttpClient { BaseAddress = _silo.Url };
        await UntilAsync(async () => (await http.GetAsync("/health")).StatusCode == HttpStatusCode.OK);
        Journals.OfFolder(_data).Gaps().ShouldBeEmpty();
        Journals.OfFolder(_data).Contradictions().ShouldBeEmpty();
        Journals.OfFolder(_data).Ids().Order(StringComparer.Ordinal).ShouldBe(_ids.Order(StringComparer.Ordinal));
        Journals.OfFolder(_data).SucceededSteps().Distinct().Count().ShouldBe(Executions * Steps);
    }

    /// <summary>No call was made twice: results that could not be written were kept.</summary>
    public void ShouldHaveAskedOnce() => _model.Requests.Select(static request => request.IdempotencyKey).ShouldBeUnique();

    /// <summary>The calls that were made, as often as they were.</summary>
    public ILookup<string, string> Calls() => _model.Requests.ToLookup(static request => request.IdempotencyKey, static request => request.Path);

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        await _model.DisposeAsync();
    }

    private static async Task<bool> IsAsync(Func<Task<bool>> isSo)
    {
        try
        {
            return await isSo();
        }
        catch (AgentsApiException problem) when (problem.Status == HttpStatusCode.ServiceUnavailable)
        {
            return false;
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await IsAsync(isSo))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }
    }
}
