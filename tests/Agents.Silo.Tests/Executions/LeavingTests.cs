using Agents.Client.Approvals;
using Agents.Client.Executions;
using Agents.Silo.Tests.Hosting;
using Agents.Testing.Models;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Agents.Silo.Tests.Executions;

/// <summary>An execution that falls asleep leaves memory, and is asked for something at that very moment.</summary>
public sealed class LeavingTests
{
    private const int Executions = 10;

    // Enough for the answer to come and its result to wait for the disk.
    private const int Looks = 60;

    private const string Waits = """
        id: waits
        agents:
          worker: {instructions: "Work."}
        states:
          - {name: before, type: agent, agent: worker, task: first, next: wait}
          - {name: wait, type: signal, signal: go, next: after}
          - {name: after, type: agent, agent: worker, task: second, end: true}
        """;

    [Fact]
    public async Task ManyVotesAtOnce_AreAllTaken()
    {
        const int People = 12;
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync($"""
            id: many
            states:
              - {"{"}name: ask, type: human_approval, message: Go on?, quorum: {People}, end: true{"}"}
            """);
        var id = (await silo.RunAsync("many", wait: TimeSpan.Zero)).Id;
        var approval = (await silo.Client.Approvals.ListAsync(new ApprovalFilter { ExecutionId = id })).Items.ShouldHaveSingleItem();

        await Task.WhenAll(Enumerable.Range(0, People).Select(person => silo.Client.Approvals.ApproveAsync(approval.Id, new ApprovalDecision { Actor = $"person{person}" })));

        (await silo.EndAsync(id)).Status.ShouldBe("completed");
    }

    [Fact]
    public async Task SignalThatComesWhileItLeaves_IsFollowed()
    {
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("done") with { Delay = TimeSpan.FromMilliseconds(20) });
        await using var silo = await SiloHost.StartAsync(
            "--Models:Providers:openai:BaseUrl", model.BaseUrl.ToString(), "--Models:Providers:openai:DefaultModel", "m");
        await silo.CreateAsync(Waits);
        var started = new List<string>();
        for (var execution = 0; execution < Executions; execution++)
        {
            var id = (await silo.RunAsync("waits", wait: TimeSpan.Zero)).Id;
            await model.ArrivalAsync(CancellationToken.None);
            // While nobody can write: the signal comes after the result that lets the execution sleep, and before that is on disk.
            await using var held = new SqliteConnection($"Data Source={Path.Combine(silo.Folder, "agents.db")};Pooling=False");
            await held.OpenAsync();
            await held.ExecuteAsync("BEGIN IMMEDIATE");
            for (var look = 0; look < Looks; look++)
            {
                await silo.Client.Executions.GetAsync(id);
            }

            var signal = silo.Client.Executions.SignalAsync(id, new SendSignal("go"));
            await silo.Client.Executions.GetAsync(id);
            await held.ExecuteAsync("COMMIT");
            await signal;
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            await model.ArrivalAsync(patience.Token);
            started.Add(id);
        }

        foreach (var id in started)
        {
            (await silo.EndAsync(id)).Status.ShouldBe("completed");
        }

        // No call was broken off and made again.
        model.Requests.Select(static request => request.IdempotencyKey).ShouldBeUnique();
    }
}
