using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Agents.Chaos.Kills;

/// <summary>What a database's journals say, read without the silo.</summary>
/// <param name="connect">Opens the database.</param>
/// <param name="json">The events as what JSON functions take.</param>
internal sealed class Journals(Func<DbConnection> connect, string json)
{
    public static Journals OfFolder(string data) => new(() => new SqliteConnection($"Data Source={Path.Combine(data, "agents.db")};Pooling=False"), "events");

    public static Journals OfPostgres(string connectionString) => new(() => new NpgsqlConnection($"{connectionString};Pooling=false"), "events::json");

    /// <summary>Ids of steps whose success is recorded.</summary>
    public IReadOnlyList<string> SucceededSteps() => Read("SELECT event ->> 'step_id' FROM execution_events WHERE type = 'step.succeeded'");

    /// <summary>How many executions are recorded.</summary>
    public int Executions() => Read("SELECT id FROM executions").Count;

    /// <summary>Executions whose journal misses a number, counts wrong or is not closed by the projection.</summary>
    public IReadOnlyList<string> Gaps() => Read(
        $"""
        SELECT CAST(execution AS text) FROM journal
        GROUP BY execution
        HAVING min(seq) <> 1 OR sum(last_seq - seq + 1) <> max(last_seq) OR sum(json_array_length({json})) <> max(last_seq)
        UNION ALL
        SELECT id FROM executions WHERE NOT EXISTS (SELECT 1 FROM journal WHERE execution = number)
        """);

    private List<string> Read(string sql)
    {
        using var connection = connect();
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read())
        {
            values.Add(reader.GetString(0));
        }

        return values;
    }
}
