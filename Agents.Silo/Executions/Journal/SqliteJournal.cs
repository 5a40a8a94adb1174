using Agents.Core.Executions;
using Agents.Silo.Storage;
using Agents.Silo.Storage.Sqlite;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Agents.Silo.Executions.Journal;

/// <summary>SQLite's journals: one connection, compiled statements, and a log that is moved beside the writer.</summary>
/// <remarks>
/// Durable means that COMMIT has returned, and it returns after the fsync (<c>synchronous=FULL</c>). Only this connection writes journals, so where
/// they end is known from memory.
/// </remarks>
internal sealed class SqliteJournal : IJournalConnection
{
    private static readonly SqlFile Sql = SqlFile.Read("Sqlite.journal.sql");
    private static readonly SqlFile Own = SqlFile.Read("Sqlite.own.sql");

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
    private readonly Checkpoints _checkpoints;

    /// <param name="connection">The writer's own.</param>
    /// <param name="openBeside">Opens another one, for moving the log.</param>
    /// <param name="logger">Where a log that cannot be moved is told.</param>
    public SqliteJournal(SqliteConnection connection, Func<SqliteConnection> openBeside, ILogger logger)
    {
        _connection = connection;
        _begin = new PreparedStatement(connection, "BEGIN IMMEDIATE");
        _commit = new PreparedStatement(connection, "COMMIT");
        using var readHighest = new PreparedStatement(connection, Own["ReadHighestNumber"]);
        _positions = new JournalPositions(new PreparedStatement(connection, Own["ReadPosition"]), readHighest);
        _insertEvents = new PreparedStatement(connection, Sql["InsertEvents"]);
        _insertExecution = new PreparedStatement(connection, Sql["InsertExecution"]);
        _updateExecution = new PreparedStatement(connection, Sql["UpdateExecution"]);
        _insertStep = new PreparedStatement(connection, Sql["InsertStep"]);
        _insertBlob = new PreparedStatement(connection, Sql["InsertBlob"]);
        _checkpoints = new Checkpoints(openBeside, connection, logger);
    }

    public void Commit(JournalBatch batch)
    {
        _begin.Run();
        var written = 0;
        do
        {
            for (; written < batch.Taken.Count; written++)
            {
                batch.Taken[written].Conflicts = !Write(batch.Taken[written].Append);
            }
        }
        while (batch.TakeMore());
        _commit.Run();
    }

    public void AfterCommit() => _checkpoints.AfterCommit();

    /// <summary>Gives back the pages that the last commits needed; the next ones read theirs again.</summary>
    public void Rest() => _connection.Execute("PRAGMA shrink_memory");

    public void Dispose()
    {
        _checkpoints.Dispose();
        _positions.Dispose();
        foreach (var statement in new[] { _begin, _commit, _insertEvents, _insertExecution, _updateExecution, _insertStep, _insertBlob }.Concat(_also.Values))
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }

    /// <summary>Writes one append; false where the journal has moved on, and then nothing is written.</summary>
    private bool Write(JournalAppend append)
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

        for (var index = 0; index < append.Blobs.Count; index++)
        {
            _insertBlob.Bind(1, append.Blobs[index].Hash).BindBlob(2, append.Blobs[index].Data).Run();
            Also("InsertBlobUse").Bind(1, number).Bind(2, append.Blobs[index].Hash).Run();
        }

        // Over, or asleep: nothing is appended for so long that it may be read again.
        if (append.Execution is { State: var state } && (state.Status.IsFinal() || Execution.SleepsUntil(state) is not null))
        {
            _positions.Forget(append.ExecutionId);
        }

        return true;
    }

    // Compiled when it is first needed: most journals never do.
    private PreparedStatement Also(string query)
        => _also.TryGetValue(query, out var statement) ? statement : _also[query] = new PreparedStatement(_connection, Sql[query]);
}
