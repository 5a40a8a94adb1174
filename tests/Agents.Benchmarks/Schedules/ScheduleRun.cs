using System.Diagnostics;
using System.Globalization;
using Agents.Benchmarks.Executions;
using Agents.Client;
using Agents.Client.Schedules;
using Agents.Testing.Processes;
using Microsoft.Data.Sqlite;

namespace Agents.Benchmarks.Schedules;

/// <summary>Ten thousand schedules, each due once a minute at a second of its own: how late they start, and whether any is missed or doubled.</summary>
internal static class ScheduleRun
{
    private const int Schedules = 10_000;
    private const int AtOnce = 50;

    // Two rounds, and whatever the first one needs to get warm before them.
    private static readonly TimeSpan Measured = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Settles = TimeSpan.FromSeconds(5);

    private const string Pure = """
        id: pure
        states:
          - {name: set, type: inject, data: {n: 2}, end: true}
        """;

    public static async Task PrintAsync(string folder, IReadOnlyDictionary<string, string> settings)
    {
        var data = Path.Combine(folder, "schedules");
        await using var silo = await SiloProcess.StartAsync(data, settings);
        await WaitingRun.ReadyAsync(silo);
        await silo.CreateWorkflowAsync(Pure);
        var client = new AgentsClient(new HttpClient { BaseAddress = silo.Url });
        await Parallel.ForEachAsync(Enumerable.Range(0, Schedules), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (at, stop) => await client.Schedules.CreateAsync(
            new CreateSchedule { Id = $"s{at:00000}", WorkflowId = "pure", Cron = $"{at % 60} * * * * *" }, stop));
        Console.WriteLine($"{Schedules:n0} schedules, each once a minute, {Schedules / 60} a second; silo at {silo.ResidentBytes / 1e6:0} MB");
        var from = TimeProvider.System.GetUtcNow() + Settles;
        await Task.Delay(Settles, TimeProvider.System);
        var (begun, processor) = (Stopwatch.GetTimestamp(), silo.ProcessorTime);
        await Task.Delay(Measured, TimeProvider.System);
        var cores = (silo.ProcessorTime - processor) / Stopwatch.GetElapsedTime(begun);
        var until = TimeProvider.System.GetUtcNow();
        await Task.Delay(Settles, TimeProvider.System);
        Print(data, from, until, cores);
    }

    private static void Print(string data, DateTimeOffset from, DateTimeOffset until, double cores)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "agents.db")};Pooling=False");
        connection.Open();
        var late = new List<double>();
        using (var firings = connection.CreateCommand())
        {
            firings.CommandText = """
                SELECT (julianday(started_at) - julianday(due_at)) * 86400000.0 FROM schedule_firings
                WHERE due_at >= $from AND due_at < $until AND status IN ('started', 'ended')
                """;
            firings.Parameters.AddWithValue("$from", Text(from));
            firings.Parameters.AddWithValue("$until", Text(until));
            using var reader = firings.ExecuteReader();
            while (reader.Read())
            {
                late.Add(reader.GetDouble(0));
            }
        }

        // Each schedule is due once a minute.
        var due = Enumerable.Range(0, Schedules).Sum(at => DueTimes(at % 60, from, until));
        late.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {late.Count:n0} firings of {due:n0} due; late p50 {late[late.Count / 2]:0} ms, p99 {late[(int)(late.Count * 0.99)]:0} ms, most {late[^1]:0} ms; silo {cores:0.00} cores"));
        Console.WriteLine($"  executions without a firing: {Count(connection, "SELECT count(*) FROM executions WHERE id NOT IN (SELECT execution_id FROM schedule_firings WHERE execution_id IS NOT NULL)")}, "
            + $"firings skipped or refused: {Count(connection, "SELECT count(*) FROM schedule_firings WHERE status IN ('skipped', 'refused')")}");
    }

    private static int DueTimes(int second, DateTimeOffset from, DateTimeOffset until)
    {
        var first = new DateTimeOffset(from.Year, from.Month, from.Day, from.Hour, from.Minute, second, TimeSpan.Zero);
        first = first < from ? first.AddMinutes(1) : first;
        return first >= until ? 0 : 1 + (int)((until.AddTicks(-1) - first).Ticks / TimeSpan.TicksPerMinute);
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static long Count(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Texts of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }
}
