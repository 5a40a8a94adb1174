using Microsoft.Data.Sqlite;

namespace Agents.Chaos.Kills;

/// <summary>What a data folder's journals say, read without the silo.</summary>
internal static class Journals
{
    /// <summary>Ids of steps whose success is recorded.</summary>
    public static IReadOnlyList<string> SucceededSteps(string data) => Read(
        data, "SELECT event ->> 'step_id' FROM execution_events WHERE type = 'step.succeeded'");

    /// <summary>How many executions are recorded.</summary>
    public static int Executions(string data) => Read(data, "SELECT id FROM executions").Count;

    /// <summary>Executions whose journal misses a number, counts wrong or is not closed by the projection.</summary>
    public static IReadOnlyList<string> Gaps(string data) => Read(
        data,
        """
        SELECT execution FROM journal
        GROUP BY execution
        HAVING min(seq) <> 1 OR sum(last_seq - seq + 1) <> max(last_seq) OR sum(json_array_length(events)) <> max(last_seq)
        UNION ALL
        SELECT id FROM executions WHERE NOT EXISTS (SELECT 1 FROM journal WHERE execution = number)
        """);

    private static List<string> Read(string data, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "agents.db")};Pooling=False");
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
