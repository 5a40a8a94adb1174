using System.Diagnostics;
using System.Text;
using Agents.Core.Executions;
using Agents.Core.Executions.Events;
using Agents.Core.Json;
using Agents.Silo;
using Agents.Silo.Executions.Journal;
using Agents.Silo.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Agents.Benchmarks.Floor;

/// <summary>
/// The journal's writer alone, in this process: appends of one row of 600 bytes by so many executions at once, nothing else. An execution has
/// eleven appends, as one of ten steps has, and the next one takes its place: what the index costs depends on how long journals are.
/// </summary>
internal static class WriterRun
{
    private const int AppendsPerExecution = 11;

    private static readonly byte[] Events = Encoding.UTF8.GetBytes($"[\"{new string('x', 596)}\"]");

    /// <summary>Rows per second, journals' and executions', and how many appends shared a commit.</summary>
    public static async Task<(double RowsPerSecond, double PerCommit)> MeasureAsync(string folder, int executions, TimeSpan duration)
    {
        using var data = DataFolder.Acquire(Path.Combine(folder, $"writer-{executions}"));
        using var database = new SqliteDatabase(data, TimeProvider.System, NullLogger<SqliteDatabase>.Instance);
        database.TryOpen();
        await using var writer = new JournalWriter(database, NullLogger<JournalWriter>.Instance);
        var started = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, executions).Select(index => Task.Run(() => AppendAsync(writer, index, started, duration))));
        var elapsed = Stopwatch.GetElapsedTime(started);
        var rows = counts.Sum() * (AppendsPerExecution + 1.0) / AppendsPerExecution;
        return (rows / elapsed.TotalSeconds, counts.Sum() / (double)writer.Commits);
    }

    private static async Task<long> AppendAsync(JournalWriter writer, int caller, long started, TimeSpan duration)
    {
        long appends = 0;
        for (var execution = 0; Stopwatch.GetElapsedTime(started) < duration; execution++)
        {
            var id = $"execution-{execution:D6}-{caller}";
            for (var seq = 1; seq <= AppendsPerExecution; seq++, appends++)
            {
                await writer.AppendAsync(new JournalAppend(id, seq, 1, Events, [], seq == 1 ? Row(id) : null, []));
            }
        }

        return appends;
    }

    private static ExecutionRow Row(string execution)
        => new(Execution.Fold(ExecutionState.None, Created(execution)), true, "floor", "hash", "{}"u8.ToArray(), null);

    private static ExecutionCreated Created(string execution) => new(DateTimeOffset.UnixEpoch)
    {
        ExecutionId = execution,
        WorkflowId = "floor",
        WorkflowVersion = 1,
        Inputs = JsonObject.Empty,
        TriggerType = "api",
    };
}
