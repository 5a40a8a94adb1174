using System.Diagnostics;
using Agents.Client;
using Agents.Client.Executions;
using Agents.Testing.Processes;

namespace Agents.Benchmarks.Executions;

/// <summary>A silo that is killed in the middle of many executions: how long after it is ready again everything is done, and how long that would take at best.</summary>
internal static class RecoveryRun
{
    private const int Executions = 200;
    private const int Steps = 10;

    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(200);

    private static readonly string Definition = $"id: chain\nagents:\n  worker: {{instructions: \"Work.\"}}\nstates:\n" + string.Join('\n', Enumerable.Range(1, Steps).Select(static step =>
        $"  - {{name: step{step}, type: agent, agent: worker, task: \"Step {step}\", {(step == Steps ? "end: true" : $"next: step{step + 1}")}}}"));

    public static async Task PrintAsync(string folder, IReadOnlyDictionary<string, string> settings)
    {
        var data = Path.Combine(folder, "recovery");
        var slow = new Dictionary<string, string>(settings) { ["Models__Offline__Latency"] = Latency.ToString() };
        IReadOnlyList<string> ids;
        await using (var silo = await SiloProcess.StartAsync(data, slow))
        {
            await silo.CreateWorkflowAsync(Definition);
            ids = await WaitingRun.StartAsync(silo, "chain", Executions);
            await Task.Delay(Latency * Steps / 2, TimeProvider.System);
            await silo.KillAsync();
        }

        await using var again = await SiloProcess.StartAsync(data, slow);
        var client = new AgentsClient(new HttpClient { BaseAddress = again.Url });
        var ready = Stopwatch.GetTimestamp();
        var left = await Task.WhenAll(ids.Select(async id =>
        {
            var done = (await client.Executions.GetStepsAsync(id)).Items.Count(static step => step.Status == StepStatuses.Succeeded);
            await foreach (var _ in client.Executions.StreamAsync(id))
            {
                // The stream closes after the last event.
            }

            return Steps - done;
        }));
        var (took, ideal) = (Stopwatch.GetElapsedTime(ready), Latency * left.Max());
        Console.WriteLine($"{Executions} executions of {Steps} steps of {Latency.TotalMilliseconds:0} ms, killed in the middle");
        Console.WriteLine($"  all done {took.TotalSeconds:0.00} s after the silo answered; {ideal.TotalSeconds:0.00} s at best, {(took - ideal).TotalSeconds:0.00} s more");
    }
}
