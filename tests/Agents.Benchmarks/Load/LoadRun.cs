using System.Diagnostics;

namespace Agents.Benchmarks.Load;

/// <summary>What one run measured.</summary>
/// <param name="Callers">Connections at once.</param>
/// <param name="Executions">Executions that completed.</param>
/// <param name="Failed">Answers that were anything else.</param>
/// <param name="Elapsed">Wall time.</param>
/// <param name="Latencies">Of every answer, sorted.</param>
internal sealed record LoadResult(int Callers, int Executions, int Failed, TimeSpan Elapsed, TimeSpan[] Latencies)
{
    public double PerSecond => Executions / Elapsed.TotalSeconds;

    public TimeSpan Percentile(double share) => Latencies.Length == 0 ? TimeSpan.Zero : Latencies[Math.Min(Latencies.Length - 1, (int)(Latencies.Length * share))];
}

/// <summary>Callers in a closed loop: each sends its next request when the answer is there.</summary>
internal static class LoadRun
{
    public static async Task<LoadResult> RunAsync(Uri server, string body, int callers, TimeSpan duration)
    {
        var all = new List<Caller>();
        for (var i = 0; i < callers; i++)
        {
            all.Add(await Caller.ConnectAsync(server, "/api/v1/executions", body, TimeSpan.FromSeconds(60)));
        }

        var started = Stopwatch.GetTimestamp();
        var results = await Task.WhenAll(all.Select(caller => Task.Run(() => CallAsync(caller, started, duration))));
        var elapsed = Stopwatch.GetElapsedTime(started);
        all.ForEach(static caller => caller.Dispose());
        var latencies = results.SelectMany(static result => result.Latencies).Order().ToArray();
        return new LoadResult(callers, latencies.Length - results.Sum(static result => result.Failed), results.Sum(static result => result.Failed), elapsed, latencies);
    }

    private static async Task<(List<TimeSpan> Latencies, int Failed)> CallAsync(Caller caller, long started, TimeSpan duration)
    {
        var latencies = new List<TimeSpan>();
        var failed = 0;
        while (Stopwatch.GetElapsedTime(started) < duration)
        {
            var sent = Stopwatch.GetTimestamp();
            failed += await caller.CallAsync() ? 0 : 1;
            latencies.Add(Stopwatch.GetElapsedTime(sent));
        }

        return (latencies, failed);
    }
}
