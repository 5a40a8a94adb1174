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

/// <summary>The journal's writer alone, in this process: appends of one row of 600 bytes by so many executions at once, nothing else.</summary>
internal static class WriterRun
{
    private static readonly byte[] Events = Encoding.UTF8.GetBytes($"[\"{new string('x', 596)}\"]");

    /// <summary>Appends per second, and how many shared a commit.</summary>
    public static async Task<(double AppendsPerSecond, double PerCommit)> MeasureAsync(string folder, int executions, TimeSpan duration)
    {
        using var data = DataFolder.Acquire(Path.Combine(folder, $"writer-{executions}"));
        using var database = new SqliteDatabase(data, TimeProvider.System, NullLogger<SqliteDatabase>.Instance);
        database.TryOpen();
        await using var writer = new JournalWriter(database, NullLogger<JournalWriter>.Instance);
        var started = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, executions).Select(index => Task.Run(() => AppendAsync(writer, $"execution-{index}", started, duration))));
        var elapsed = Stopwatch.GetElapsedTime(started);
        return (counts.Sum() / elapsed.TotalSeconds, counts.Sum() / (double)writer.Commits);
    }

    private static async Task<long> AppendAsync(JournalWriter writer, string execution, long started, TimeSpan duration)
    {
        long seq = 0;
        while (Stopwatch.GetElapsedTime(started) < duration)
        {
            await writer.AppendAsync(new JournalAppend(execution, ++seq, 1, Events, [], seq == 1 ? Row(execution) : null, []));
        }

        return seq;
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
