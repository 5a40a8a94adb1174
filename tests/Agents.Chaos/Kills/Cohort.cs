using System.Globalization;
using Agents.Chaos.Models;
using Agents.Chaos.Workflows;
using Agents.Client;
using Agents.Client.Executions;
using Agents.Testing.Models;
using Agents.Testing.Processes;

namespace Agents.Chaos.Kills;

/// <summary>One seed's executions on one silo, which is killed some times before it may finish them.</summary>
internal sealed class Cohort : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Random _random;
    private readonly ScriptedOpenAIServer _model;

    private Cohort(Scenario scenario, ScriptedOpenAIServer model, CountingTool tool)
    {
        Tool = tool;
        Scenario = scenario;
        Crowd = new Crowd(scenario);
        _random = new Random(scenario.Seed);
        _model = model;
    }

    public Scenario Scenario { get; }

    public Crowd Crowd { get; }

    /// <summary>Whether somebody wants to look at what is left.</summary>
    public bool KeepsData { get; set; }

    public string Data { get; } = Directory.CreateTempSubdirectory("agents-cohort").FullName;

    /// <summary>Model calls recorded in the journals when the silo was killed, by how many lives it had had.</summary>
    public List<HashSet<string>> Recorded { get; } = [];

    /// <summary>The tool that agents call.</summary>
    public CountingTool Tool { get; }

    /// <summary>Tool calls with a recorded result when the silo was killed, by how many lives it had had.</summary>
    public List<HashSet<string>> Results { get; } = [];

    /// <summary>The model calls that came, in order: the life of the silo that asked, and the call's idempotency key.</summary>
    public IReadOnlyList<(int Life, string Key)> Calls
        => [.. _model.Requests.Select(static request => (int.Parse(request.Path.Split('/')[1], CultureInfo.InvariantCulture), request.IdempotencyKey))];

    public static async Task<Cohort> CreateAsync(int seed)
    {
        var tool = await CountingTool.StartAsync();
        return new Cohort(new Scenario(seed), await ScriptedOpenAIServer.StartAsync(request => FakeReply.ToAnswer(request, Attempt(request), tool.Url)), tool);
    }

    /// <summary>Runs it to its end, and <paramref name="look"/> while the last silo is still there.</summary>
    public async Task RunAsync(Func<AgentsClient, Task> look)
    {
        using var stop = new CancellationTokenSource(Patience);
        var starts = Crowd.StartAsync(stop.Token);
        var service = Crowd.ServeAsync(stop.Token);
        var kills = _random.Next(2, 6);
        for (var life = 0; life < kills; life++)
        {
            await using var silo = await StartSiloAsync(life);
            await LiveAsync(silo, stop.Token);
            await silo.KillAsync();
            Remember();
        }

        await using (var silo = await StartSiloAsync(kills))
        {
            var client = new AgentsClient(new HttpClient { BaseAddress = silo.Url });
            // Whoever serves does not stop before it is told to, unless something is wrong.
            await await Task.WhenAny(EndAsync(client, starts, stop.Token), service);
            await look(client);
            await stop.CancelAsync();
            await service.ContinueWith(static _ => { }, TaskScheduler.Default);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _model.DisposeAsync();
        await Tool.DisposeAsync();
        if (!KeepsData)
        {
            Directory.Delete(Data, recursive: true);
        }
    }

    private static int Attempt(OpenAIRequest request) => int.Parse(request.IdempotencyKey.Split(':')[1], CultureInfo.InvariantCulture);

    private async Task<SiloProcess> StartSiloAsync(int life)
    {
        Tool.Life = life;
        var silo = await SiloProcess.StartAsync(Data, new Dictionary<string, string>
        {
            ["Models__Providers__openai__BaseUrl"] = _model.BaseUrlFor(life.ToString(CultureInfo.InvariantCulture)).ToString(),
            ["Models__Providers__openai__DefaultModel"] = "m",
            ["Tools__AllowedNetworks__0"] = "127.0.0.1/32",
        });
        if (life == 0)
        {
            foreach (var file in Scenario.Files)
            {
                await silo.CreateWorkflowAsync(file);
            }
        }

        Crowd.Meet(silo.Url);
        return silo;
    }

    // A moment of chance: after some calls, or after some time where nobody calls.
    private async Task LiveAsync(SiloProcess silo, CancellationToken stop)
    {
        using var moment = CancellationTokenSource.CreateLinkedTokenSource(stop);
        moment.CancelAfter(TimeSpan.FromMilliseconds(_random.Next(100, 1_200)));
        for (var calls = _random.Next(1, 60); calls > 0; calls--)
        {
            await _model.ArrivalAsync(moment.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Remember()
    {
        var left = Journals.Copy(Data);
        Recorded.Add([.. Journals.OfFolder(left).RecordedCalls()]);
        Results.Add([.. Journals.OfFolder(left).RecordedResults()]);
        Directory.Delete(left, recursive: true);
    }

    private static async Task EndAsync(AgentsClient silo, Task starts, CancellationToken stop)
    {
        await starts;
        var unfinished = new ExecutionFilter
        {
            Statuses = [ExecutionStatuses.Running, ExecutionStatuses.WaitingApproval, ExecutionStatuses.WaitingSignal, ExecutionStatuses.WaitingTimer, ExecutionStatuses.Paused],
        };
        while ((await silo.Executions.ListAsync(unfinished, stop)) is { Items: [_, ..] left })
        {
            try
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, stop);
            }
            catch (OperationCanceledException tooLong)
            {
                throw new InvalidOperationException($"These did not end: {string.Join(", ", left.Select(static one => $"{one.Id} ({one.WorkflowId}, {one.Status})"))}", tooLong);
            }
        }
    }
}
