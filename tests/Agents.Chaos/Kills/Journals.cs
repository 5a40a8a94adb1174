using System.Data.Common;
using Agents.Core.Executions;
using Agents.Core.Executions.Events;
using Agents.Core.Json;
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

    /// <summary>Idempotency keys of the model calls whose answers are recorded.</summary>
    public IReadOnlyList<string> RecordedCalls() => Read(
        "SELECT (event ->> 'step_id') || ':' || (event ->> 'attempt') || ':' || (event ->> 'call') FROM execution_events WHERE type = 'model.replied'");

    /// <summary>Tool calls whose results are recorded, as step and number.</summary>
    public IReadOnlyList<string> RecordedResults() => Read("SELECT (event ->> 'step_id') || ':' || (event ->> 'call') FROM execution_events WHERE type = 'tool.returned'");

    /// <summary>Ids of signals that are recorded.</summary>
    public IReadOnlyList<string> Signals() => Read("SELECT event ->> 'id' FROM execution_events WHERE type = 'signal.received'");

    /// <summary>Votes that are recorded, as <c>step user</c>.</summary>
    public IReadOnlyList<string> Votes() => Read("SELECT (event ->> 'step_id') || ' ' || (event ->> 'actor') FROM execution_events WHERE type = 'approval.voted'");

    /// <summary>Ids of executions.</summary>
    public IReadOnlyList<string> Ids() => Read("SELECT id FROM executions ORDER BY number");

    /// <summary>How many executions are recorded.</summary>
    public int Executions() => Ids().Count;

    /// <summary>The steps of an execution that are over, as the projection has them: id and status.</summary>
    public IReadOnlyList<string> StepRows(string execution) => Read("SELECT step_id || ' ' || status FROM execution_steps WHERE execution_id = $id ORDER BY 1", ("$id", execution));

    /// <summary>The events of an execution, decoded as the engine decodes them.</summary>
    public IReadOnlyList<ExecutionEvent> Events(string execution)
        => [.. Read("SELECT event FROM execution_events WHERE execution_id = $id ORDER BY seq", ("$id", execution))
            .Select(static text => ExecutionEvent.Read((JsonObject)JsonValue.Parse(text)))];

    /// <summary>Executions whose journal misses a number, counts wrong or is not closed by the projection.</summary>
    public IReadOnlyList<string> Gaps() => Read(
        $"""
        SELECT CAST(execution AS text) FROM journal
        GROUP BY execution
        HAVING min(seq) <> 1 OR sum(last_seq - seq + 1) <> max(last_seq) OR sum(json_array_length({json})) <> max(last_seq)
        UNION ALL
        SELECT id FROM executions WHERE NOT EXISTS (SELECT 1 FROM journal WHERE execution = number)
        """);

    /// <summary>What SQLite finds damaged.</summary>
    public IReadOnlyList<string> Damage() => [.. Read("PRAGMA integrity_check").Where(static found => found != "ok")];

    /// <summary>Executions whose row says another status than their journal.</summary>
    public IReadOnlyList<string> Contradictions()
        => [.. Read("SELECT id || ' ' || status FROM executions").Where(row => row != $"{row.Split(' ')[0]} {Execution.Fold(ExecutionState.None, Events(row.Split(' ')[0])).Status.ToName()}")];

    /// <summary>
    /// A copy of what a killed silo left, to look at: opening the files themselves would bring the write-ahead log in order, which is the next silo's part.
    /// </summary>
    public static string Copy(string data)
    {
        var copy = Directory.CreateTempSubdirectory("agents-left").FullName;
        foreach (var file in Directory.EnumerateFiles(data, "agents.db*").Where(static file => !file.EndsWith("-shm", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        return copy;
    }

    private List<string> Read(string sql, params ReadOnlySpan<(string Name, string Value)> parameters)
    {
        using var connection = connect();
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        using var reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read())
        {
            values.Add(reader.GetString(0));
        }

        return values;
    }
}
