using System.Diagnostics;
using Agents.Benchmarks.Load;
using Agents.Client;
using Agents.Testing.Processes;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Agents.Benchmarks.Executions;

/// <summary>Executions that are too old: how fast they go while nobody writes, and what somebody who writes notices of it.</summary>
internal static class RetentionRun
{
    private const int Executions = 20_000;
    private const int Callers = 50;
    private const string Body = """{"workflow_id":"ten-steps","inputs":{"topic":"tea"}}""";

    public static async Task PrintAsync(string folder, IReadOnlyDictionary<string, string> settings, string workflow, TimeSpan duration)
    {
        var data = Path.Combine(folder, "retention");
        await using (var silo = await SiloProcess.StartAsync(data, settings))
        {
            await silo.CreateWorkflowAsync(workflow);
            for (var made = 0; made < Executions;)
            {
                made += (await LoadRun.RunAsync(silo.Url, Body, Callers, TimeSpan.FromSeconds(1))).Executions;
            }
        }

        var old = MakeOld(data);
        await using var again = await SiloProcess.StartAsync(data, settings);
        await WaitingRun.ReadyAsync(again);
        var client = new AgentsClient(new HttpClient { BaseAddress = again.Url });
        Console.WriteLine($"{old:n0} executions of ten steps that are too old");
        var (removed, perSecond) = await RemoveAsync(client, old / 2);
        Console.WriteLine($"  alone: {removed:n0} removed at {perSecond:n0} executions/s");

        await LoadRun.RunAsync(again.Url, Body, 1, TimeSpan.FromSeconds(3));
        var before = await LoadRun.RunAsync(again.Url, Body, 1, duration);
        using var stop = new CancellationTokenSource();
        var removing = RemoveAsync(client, old, stop.Token);
        var meanwhile = await LoadRun.RunAsync(again.Url, Body, 1, duration);
        await stop.CancelAsync();
        (removed, perSecond) = await removing;
        Console.WriteLine($"  beside one caller: {removed:n0} removed at {perSecond:n0} executions/s");
        foreach (var (name, result) in new[] { ("before", before), ("meanwhile", meanwhile) })
        {
            Console.WriteLine($"  that caller {name}: {result.PerSecond:n0} executions/s, p50 {result.Percentile(0.5).TotalMilliseconds:0.00} ms, p99 {result.Percentile(0.99).TotalMilliseconds:0.00} ms");
        }
    }

    private static async Task<(long Removed, double PerSecond)> RemoveAsync(AgentsClient client, long most, CancellationToken stop = default)
    {
        var begun = Stopwatch.GetTimestamp();
        var removed = 0L;
        Client.Retention.RetentionRun? run = null;
        while (run is not { IsDone: true } && removed < most && !stop.IsCancellationRequested)
        {
            run = await client.Retention.RunAsync(CancellationToken.None);
            removed += run.Removed;
        }

        return (removed, removed / Stopwatch.GetElapsedTime(begun).TotalSeconds);
    }

    // Ids begin with the time, and nothing but their own row names these executions by their id.
    private static long MakeOld(string data)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "agents.db")}");
        connection.Open();
        return connection.Execute("UPDATE executions SET id = '010' || substr(id, 4), completed_at = '2020-01-01T00:00:00.000Z' WHERE completed_at IS NOT NULL");
    }
}
