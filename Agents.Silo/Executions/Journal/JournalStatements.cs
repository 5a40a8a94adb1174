using Agents.Core.Executions;
using Agents.Silo.Storage;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Agents.Silo.Executions.Journal;

/// <summary>The writer's connection and its compiled statements.</summary>
internal sealed class JournalStatements : IDisposable
{
    private static readonly SqlFile Sql = SqlFile.Read("Sqlite.journal.sql");

    private readonly SqliteConnection _connection;
    private readonly PreparedStatement _begin;
    private readonly PreparedStatement _commit;
    private readonly JournalPositions _positions;
    private readonly PreparedStatement _insertEvents;
    private readonly PreparedStatement _insertExecution;
    private readonly PreparedStatement _updateExecution;
    private readonly PreparedStatement _insertStep;
    private readonly PreparedStatement _insertBlob;
    private readonly Dictionary<string, PreparedStatement> _also = [];

    public JournalStatements(SqliteConnection connection)
    {
        _connection = connection;
        _begin = new PreparedStatement(connection, "BEGIN IMMEDIATE");
        _commit = new PreparedStatement(connection, "COMMIT");
        using var readHighest = new PreparedStatement(connection, Sql["ReadHighestNumber"]);
        _positions = new JournalPositions(new PreparedStatement(connection, Sql["ReadPosition"]), readHighest);
        _insertEvents = new PreparedStatement(connection, Sql["InsertEvents"]);
        _insertExecution = new PreparedStatement(connection, Sql["InsertExecution"]);
        _updateExecution = new PreparedStatement(connection, Sql["UpdateExecution"]);
        _insertStep = new PreparedStatement(connection, Sql["InsertStep"]);
        _insertBlob = new PreparedStatement(connection, Sql["InsertBlob"]);
    }

    public void Begin() => _begin.Run();

    /// <summary>Returns when the transaction is on the disk.</summary>
    public void Commit() => _commit.Run();

    /// <summary>Writes one append; false where the journal has moved on, and then nothing is written.</summary>
    public bool Write(JournalAppend append)
    {
        var number = _positions.Advance(append);
        if (number == 0)
        {
            return false;
        }

        append.Execution?.WriteWith(number, _insertExecution, _updateExecution);
        _insertEvents.Bind(1, number).Bind(2, append.FirstSeq).Bind(3, append.LastSeq).Bind(4, append.Events.Span).Run();
        foreach (var step in append.Steps)
        {
            step.Insert(number, _insertStep);
        }

        foreach (var row in append.Also)
        {
            row.Write(Also(row.Query));
        }

        foreach (var blob in append.Blobs)
        {
            _insertBlob.Bind(1, blob.Hash).BindBlob(2, blob.Data.Span).Run();
        }

        // Over, or asleep: nothing is appended for so long that it may be read again.
        if (append.Execution is { State: var state } && (state.Status.IsFinal() || Execution.SleepsUntil(state) is not null))
        {
            _positions.Forget(append.ExecutionId);
        }

        return true;
    }

    /// <summary>Gives back the pages that the last commits needed; the next ones read theirs again.</summary>
    public void ReleaseMemory() => _connection.Execute("PRAGMA shrink_memory");

    public void Dispose()
    {
        _positions.Dispose();
        foreach (var statement in new[] { _begin, _commit, _insertEvents, _insertExecution, _updateExecution, _insertStep, _insertBlob }.Concat(_also.Values))
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }

    // Compiled when it is first needed: most journals never do.
    private PreparedStatement Also(string query)
        => _also.TryGetValue(query, out var statement) ? statement : _also[query] = new PreparedStatement(_connection, Sql[query]);
}
