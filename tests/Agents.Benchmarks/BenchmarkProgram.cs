using System.Diagnostics;
using Agents.Benchmarks.Executions;
using Agents.Benchmarks.Floor;
using Agents.Benchmarks.Gateway;
using Agents.Benchmarks.Load;
using Agents.Benchmarks.Schedules;
using Agents.Testing.Postgres;
using Agents.Testing.Processes;

namespace Agents.Benchmarks;

/// <summary>
/// Ten-step executions over HTTP against one silo, each step fsynced before the next one starts, and beside them what bare SQLite does
/// on the same disk in the same run. <c>dotnet run -c Release --project tests/Agents.Benchmarks [seconds per row] [callers,...]</c>; with callers
/// given only their rows are measured. With <c>--postgres</c> the silo works on a private PostgreSQL server, as installed, <c>fsync</c> on.
/// <c>writer [seconds]</c>, <c>gateway [seconds]</c>, <c>foreach [seconds]</c>, <c>retention [seconds]</c>, <c>waiting</c>, <c>recovery</c> and <c>schedules</c> measure what their name says instead.
/// </summary>
internal static class BenchmarkProgram
{
    private const int Steps = 10;

    private static readonly Dictionary<string, string> ZeroLatency = new()
    {
        ["Models__Offline__Latency"] = "00:00:00",
        ["Models__Offline__Mode"] = "Echo",
    };

    public static async Task<int> Main(string[] given)
    {
        var isOnPostgres = given.Contains("--postgres");
        string[] args = [.. given.Where(static argument => argument != "--postgres")];
        var named = args.Length > 0 && !char.IsDigit(args[0][0]) ? args[0] : null;
        var seconds = named is null ? args.ElementAtOrDefault(0) : args.ElementAtOrDefault(1);
        var duration = TimeSpan.FromSeconds(seconds is null ? 10 : double.Parse(seconds));
        var folder = Directory.CreateTempSubdirectory("agents-benchmark").FullName;
        try
        {
            if (named is not null)
            {
                return await RunAsync(named, folder, duration);
            }

            if (args.Length < 2 && !isOnPostgres)
            {
                PrintFloor(folder, duration / 3);
                await PrintWriterAsync(folder, duration / 3);
            }

            await using var postgres = isOnPostgres ? await PostgresServer.StartAsync() : null;
            var settings = new Dictionary<string, string>(ZeroLatency);
            if (postgres is not null)
            {
                settings["AGENTS_DATABASE"] = await postgres.CreateDatabaseAsync();
            }

            await MeasureAsync(folder, settings, duration, args.Length < 2 ? [1, 50, 500] : [.. args[1].Split(',').Select(int.Parse)]);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> RunAsync(string named, string folder, TimeSpan duration)
    {
        switch (named)
        {
            case "writer":
                PrintFloor(folder, duration / 3);
                await PrintWriterAsync(folder, duration / 3);
                return 0;
            case "gateway":
                await GatewayRun.PrintAsync(folder, ZeroLatency, duration);
                return 0;
            case "foreach":
                await ForeachRun.PrintAsync(folder, ZeroLatency, duration);
                return 0;
            case "waiting":
                await WaitingRun.PrintAsync(folder, ZeroLatency);
                return 0;
            case "recovery":
                await RecoveryRun.PrintAsync(folder, ZeroLatency);
                return 0;
            case "retention":
                await Executions.RetentionRun.PrintAsync(folder, ZeroLatency, TenSteps(), duration);
                return 0;
            case "schedules":
                await ScheduleRun.PrintAsync(folder, ZeroLatency);
                return 0;
            default:
                await Console.Error.WriteLineAsync($"There is no benchmark '{named}'. There are writer, gateway, foreach, waiting, recovery, retention and schedules; without a name ten-step executions are measured.");
                return 1;
        }
    }

    private static void PrintFloor(string folder, TimeSpan duration)
    {
        Console.WriteLine("Bare SQLite: journal_mode=wal, synchronous=FULL, rows of 600 bytes");
        foreach (var batch in new[] { 1, 100, 500 })
        {
            var (rows, commit) = SqliteFloor.Measure(folder, batch, duration);
            Console.WriteLine($"  batch {batch,4}: {rows,9:n0} rows/s, p50 per commit {commit.TotalMilliseconds:0.000} ms");
        }
    }

    private static async Task PrintWriterAsync(string folder, TimeSpan duration)
    {
        Console.WriteLine("The journal's writer alone: rows of 600 bytes with their index and their fence");
        foreach (var executions in new[] { 1, 100, 500 })
        {
            var (appends, perCommit) = await WriterRun.MeasureAsync(folder, executions, duration);
            Console.WriteLine($"  {executions,4} at once: {appends,9:n0} rows/s, {perCommit:0.0} per commit");
        }
    }

    private static async Task MeasureAsync(string folder, Dictionary<string, string> settings, TimeSpan duration, IReadOnlyList<int> callerCounts)
    {
        await using var silo = await SiloProcess.StartAsync(Path.Combine(folder, "data"), settings);
        await silo.CreateWorkflowAsync(TenSteps());
        const string Body = """{"workflow_id":"ten-steps","inputs":{"topic":"tea"}}""";
        await LoadRun.RunAsync(silo.Url, Body, 100, TimeSpan.FromSeconds(12));
        await LoadRun.RunAsync(silo.Url, Body, 1, TimeSpan.FromSeconds(1));
        Console.WriteLine($"Ten agent steps per execution, one HTTP request each, zero-latency model; silo warm at {silo.ResidentBytes / 1_000_000} MB");
        foreach (var callers in callerCounts)
        {
            var (before, processor) = (Stopwatch.GetTimestamp(), silo.ProcessorTime);
            var result = await LoadRun.RunAsync(silo.Url, Body, callers, duration);
            var cores = (silo.ProcessorTime - processor) / Stopwatch.GetElapsedTime(before);
            Console.WriteLine($"  {callers,3} callers: {result.PerSecond,7:n0} executions/s, {result.PerSecond * Steps,8:n0} steps/s, "
                + $"p50 {result.Percentile(0.5).TotalMilliseconds:0.00} ms, p99 {result.Percentile(0.99).TotalMilliseconds:0.00} ms, "
                + $"{result.Percentile(0.5).TotalMilliseconds / Steps:0.000} ms per step, silo {cores:0.00} cores, failed {result.Failed}");
        }
    }

    private static string TenSteps()
    {
        var states = Enumerable.Range(1, Steps).Select(static step =>
            $"  - {{name: step{step}, type: agent, agent: worker, task: \"Step {step} on {{{{ input.topic }}}}\", {(step == Steps ? "end: true" : $"next: step{step + 1}")}}}");
        return $"id: ten-steps\nname: Ten steps\nagents:\n  worker: {{instructions: \"Answer in a word.\"}}\nstates:\n{string.Join('\n', states)}\n";
    }
}
