using System.Diagnostics;
using Agents.Client;
using Agents.Client.Executions;
using Agents.Testing.Processes;

namespace Agents.Benchmarks.Executions;

/// <summary>Ten thousand executions that wait: what they cost, and how late one is whose time comes.</summary>
internal static class WaitingRun
{
    private const int Executions = 10_000;
    private const int Timers = 500;
    private const int AtOnce = 50;

    // Longer than an execution stays in memory after it fell asleep.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15);

    private const string Waits = """
        id: waits
        states:
          - {name: wait, type: signal, signal: go, end: true}
        """;

    private const string Sleeps = """
        id: sleeps
        states:
          - {name: sleep, type: timer, duration: 5s, end: true}
        """;

    public static async Task PrintAsync(string folder, IReadOnlyDictionary<string, string> settings)
    {
        var data = Path.Combine(folder, "waiting");
        Console.WriteLine($"{Executions:n0} executions that wait for a signal");
        await using (var silo = await SiloProcess.StartAsync(data, settings))
        {
            await silo.CreateWorkflowAsync(Waits);
            await silo.CreateWorkflowAsync(Sleeps);
            await StartAsync(silo, "waits", AtOnce);
            await Task.Delay(Quiet, TimeProvider.System);
            var idle = silo.ResidentBytes;
            var begun = Stopwatch.GetTimestamp();
            await StartAsync(silo, "waits", Executions);
            Console.WriteLine($"  started at {Executions / Stopwatch.GetElapsedTime(begun).TotalSeconds:n0} executions/s");
            await Task.Delay(Quiet, TimeProvider.System);
            Console.WriteLine($"  memory {silo.ResidentBytes / 1e6:0} MB, {(silo.ResidentBytes - idle) / 1e6:0} MB over {idle / 1e6:0} MB before them");
            await PrintLatenessAsync(silo);
        }

        var restarted = Stopwatch.GetTimestamp();
        await using var again = await SiloProcess.StartAsync(data, settings);
        await ReadyAsync(again);
        Console.WriteLine($"  ready {Stopwatch.GetElapsedTime(restarted).TotalSeconds:0.00} s after a restart, with {again.ResidentBytes / 1e6:0} MB");
    }

    /// <summary>Waits until a silo says that it is ready.</summary>
    public static async Task ReadyAsync(SiloProcess silo)
    {
        using var http = new HttpClient { BaseAddress = silo.Url };
        while (!(await http.GetAsync("/health")).IsSuccessStatusCode)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }

    /// <summary>Starts so many executions; gives their ids.</summary>
    public static async Task<IReadOnlyList<string>> StartAsync(SiloProcess silo, string workflow, int count)
    {
        var client = new AgentsClient(new HttpClient { BaseAddress = silo.Url });
        var ids = new string[count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (index, stop) => ids[index] = (await client.Executions.StartAsync(new StartExecution(workflow), cancellationToken: stop)).Id);
        return ids;
    }

    private static async Task PrintLatenessAsync(SiloProcess silo)
    {
        var client = new AgentsClient(new HttpClient { BaseAddress = silo.Url });
        var late = new List<TimeSpan>();
        foreach (var id in await StartAsync(silo, "sleeps", Timers))
        {
            await foreach (var _ in client.Executions.StreamAsync(id))
            {
                // The stream closes after the last event.
            }

            var step = (await client.Executions.GetStepsAsync(id)).Items[0];
            late.Add(step.CompletedAt!.Value - step.Wait!.DueAt!.Value);
        }

        late.Sort();
        Console.WriteLine($"  {Timers} timers beside them: late by {late[Timers / 2].TotalMilliseconds:0.0} ms at the median, {late[Timers * 99 / 100].TotalMilliseconds:0.0} ms at p99");
    }
}
