using System.Diagnostics;
using System.Text.Json;
using Agents.Benchmarks.Load;
using Agents.Client.Access;
using Agents.Client.Deployments;
using Agents.Client.Json;
using Agents.Gateway;
using Agents.Gateway.Deployments;
using Agents.Testing.Processes;

namespace Agents.Benchmarks.Gateway;

/// <summary>What a call costs more through the gateway than at the silo itself, and how long a table of 10,000 endpoints takes. The gateway runs in the benchmark's process.</summary>
internal static class GatewayRun
{
    private const int Rounds = 5;

    private const int Routes = 10_000;

    private const string Body = """{"workflow_id":"pure","inputs":{}}""";

    public static async Task PrintAsync(string folder, Dictionary<string, string> settings, TimeSpan duration)
    {
        PrintTable();
        await using var silo = await SiloProcess.StartAsync(Path.Combine(folder, "data"), settings);
        await silo.CreateWorkflowAsync("id: pure\nname: Pure\nstates:\n  - {name: set, type: inject, data: {n: 2}, end: true}\n");
        await using var gateway = GatewayProgram.Build(
        [
            "--urls=http://127.0.0.1:0", $"--AGENTS_SILO_URL={silo.Url}", $"--AGENTS_DASHBOARD_URL={silo.Url}", "--Logging:LogLevel:Default=None",
        ]);
        await gateway.StartAsync();
        var through = new Uri(gateway.Urls.First());
        foreach (var callers in new[] { 1, 50 })
        {
            await LoadRun.RunAsync(silo.Url, Body, callers, duration / Rounds);
            await LoadRun.RunAsync(through, Body, callers, duration / Rounds);
            // In turns, so that what else the machine does hits both.
            var (direct, forwarded) = (new List<LoadResult>(), new List<LoadResult>());
            for (var round = 0; round < Rounds; round++)
            {
                direct.Add(await LoadRun.RunAsync(silo.Url, Body, callers, duration / Rounds));
                forwarded.Add(await LoadRun.RunAsync(through, Body, callers, duration / Rounds));
            }

            var (before, after) = (Median(direct), Median(forwarded));
            Console.WriteLine($"  {callers,3} callers: p50 {before.TotalMilliseconds:0.000} ms at the silo, {after.TotalMilliseconds:0.000} ms through the gateway, {(after - before).TotalMilliseconds:0.000} ms more; "
                + $"{direct.Average(static one => one.PerSecond):n0} and {forwarded.Average(static one => one.PerSecond):n0} calls/s, failed {direct.Concat(forwarded).Sum(static one => one.Failed)}");
        }
    }

    private static void PrintTable()
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(
            new GatewayTable("t", [.. Enumerable.Range(0, Routes).Select(static n => new GatewayRoute($"d{n}", $"team-{n % 100}/flow-{n}", new DeploymentTraffic { RateLimit = new RateLimit(100, 60) }))], []),
            AgentsJson.Wire.GatewayTable);
        var started = Stopwatch.GetTimestamp();
        var table = new DeploymentTable();
        table.Use(JsonSerializer.Deserialize(json, AgentsJson.Wire.GatewayTable)!);
        Console.WriteLine($"  {table.Count:n0} endpoints with limits: read and in use after {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms ({json.Length / 1_000:n0} KB)");
    }

    private static TimeSpan Median(List<LoadResult> results) => results.Select(static result => result.Percentile(0.5)).Order().ElementAt(results.Count / 2);
}
