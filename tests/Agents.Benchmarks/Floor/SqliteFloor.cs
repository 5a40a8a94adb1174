using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Agents.Benchmarks.Floor;

/// <summary>What bare SQLite does with the journal's settings on this disk: the floor under every number of the engine.</summary>
internal static class SqliteFloor
{
    private const int RowBytes = 600;

    /// <summary>Rows per second and the median commit at one batch size.</summary>
    public static (double RowsPerSecond, TimeSpan MedianCommit) Measure(string folder, int batch, TimeSpan duration)
    {
        var path = Path.Combine(folder, $"floor-{batch}.db");
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE rows (id INTEGER PRIMARY KEY, data TEXT NOT NULL)");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO rows (data) VALUES ($data)";
        insert.Parameters.AddWithValue("$data", new string('x', RowBytes));
        var commits = new List<TimeSpan>();
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < duration)
        {
            commits.Add(Commit(connection, insert, batch));
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        return (commits.Count * batch / elapsed.TotalSeconds, commits.Order().ElementAt(commits.Count / 2));
    }

    private static TimeSpan Commit(SqliteConnection connection, SqliteCommand insert, int batch)
    {
        var begun = Stopwatch.GetTimestamp();
        using var transaction = connection.BeginTransaction();
        insert.Transaction = transaction;
        for (var row = 0; row < batch; row++)
        {
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
        return Stopwatch.GetElapsedTime(begun);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
