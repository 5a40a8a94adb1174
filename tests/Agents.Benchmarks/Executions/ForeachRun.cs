using System.Diagnostics;
using Agents.Benchmarks.Load;
using Agents.Testing.Processes;

namespace Agents.Benchmarks.Executions;

/// <summary>One execution with a thousand items, one agent step each, again and again.</summary>
internal static class ForeachRun
{
    private const int Items = 1_000;
    private const int AtOnce = 100;

    private static readonly string Definition = $$$"""
        id: items
        agents:
          worker: {instructions: "Answer in a word."}
        states:
          - name: each
            type: foreach
            itemsPath: input.items
            maxConcurrency: {{{AtOnce}}}
            iterator: {states: [{name: step, type: agent, agent: worker, task: "{{ item }}", end: true}]}
            end: true
        """;

    public static async Task PrintAsync(string folder, IReadOnlyDictionary<string, string> settings, TimeSpan duration)
    {
        await using var silo = await SiloProcess.StartAsync(Path.Combine(folder, "foreach"), settings);
        await silo.CreateWorkflowAsync(Definition);
        var body = $$"""{"workflow_id":"items","inputs":{"items":[{{string.Join(',', Enumerable.Range(0, Items))}}]} }""";
        await LoadRun.RunAsync(silo.Url, body, 1, duration / 3);
        var (begun, processor) = (Stopwatch.GetTimestamp(), silo.ProcessorTime);
        var result = await LoadRun.RunAsync(silo.Url, body, 1, duration);
        var cores = (silo.ProcessorTime - processor) / Stopwatch.GetElapsedTime(begun);
        Console.WriteLine($"A foreach of {Items:n0} items, {AtOnce} at once, one agent step each, one execution after the other");
        Console.WriteLine($"  {result.PerSecond:0.00} executions/s, {result.PerSecond * Items:n0} steps/s, p50 {result.Percentile(0.5).TotalMilliseconds:0} ms, "
            + $"silo {cores:0.00} cores, failed {result.Failed}");
    }
}
