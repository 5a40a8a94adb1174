using Agents.Silo.Storage;
using Agents.Silo.Storage.Postgres;
using Npgsql;

namespace Agents.Silo.Executions.Journal;

/// <summary>PostgreSQL's journals: a batch is one transaction of two round trips, however many appends are in it.</summary>
/// <remarks>
/// <para>The first round trip writes new executions and the events of all appends; the statement that writes events is the fence and tells which appends it
/// took. The second one writes what belongs to those, and commits. Several silos write: nothing about a journal is remembered from one batch to the next.</para>
/// <para>Of one execution a transaction takes one append, because the fence sees what was there before its statement. A second one follows in a
/// transaction of its own; grains send theirs one after the other, so there is hardly ever one.</para>
/// <para>Where a statement fails by what is in a row, the appends are written one by one, so that only the one that cannot be stored is refused.</para>
/// </remarks>
internal sealed class PostgresJournal : IJournalConnection
{
    private static readonly SqlFile Sql = SqlFile.Read("Postgres.journal.sql");
    private static readonly SqlFile Own = SqlFile.Read("Postgres.own.sql");

    // What is written before the fence has spoken; new executions first, because their events need their numbers.
    private static readonly string[] First = ["InsertExecution", "InsertEvents"];

    private readonly NpgsqlConnection _connection;
    private readonly Dictionary<string, RowArrays> _rows = new(StringComparer.Ordinal);

    /// <param name="connection">The writer's own.</param>
    public PostgresJournal(NpgsqlConnection connection)
    {
        _connection = connection;
        using var prepare = new NpgsqlCommand(Own["PrepareWriter"], connection);
        prepare.ExecuteNonQuery();
    }

    public void Commit(JournalBatch batch)
    {
        var left = batch.Taken;
        while (left.Count > 0)
        {
            var (transaction, later) = Split(left);
            CommitOrDivide(transaction);
            left = later;
        }
    }

    public void AfterCommit()
    {
        // The server tidies up by itself.
    }

    public void Rest()
    {
        // What a batch needed is small, and the server's.
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>A setting of the writer's session, as the server reports it.</summary>
    public string Setting(string name)
    {
        using var show = new NpgsqlCommand("SELECT current_setting($1)", _connection) { Parameters = { new() { Value = name } } };
        return (string)show.ExecuteScalar()!;
    }

    private static bool IsFirst(string query) => First.Contains(query);

    private static (List<PendingAppend> Transaction, List<PendingAppend> Later) Split(IReadOnlyList<PendingAppend> batch)
    {
        var executions = new HashSet<string>(batch.Count, StringComparer.Ordinal);
        var (transaction, later) = (new List<PendingAppend>(batch.Count), new List<PendingAppend>());
        foreach (var pending in batch)
        {
            (executions.Add(pending.Append.ExecutionId) ? transaction : later).Add(pending);
        }

        return (transaction, later);
    }

    private void CommitOrDivide(List<PendingAppend> appends)
    {
        try
        {
            Write(appends);
        }
        catch (PostgresException problem) when (!PostgresFailures.IsOutage(problem))
        {
            using var rollback = new NpgsqlCommand("ROLLBACK", _connection);
            rollback.ExecuteNonQuery();
            if (appends.Count == 1)
            {
                appends[0].Failure = problem;
                return;
            }

            appends.ForEach(append => CommitOrDivide([append]));
        }
    }

    private void Write(List<PendingAppend> appends)
    {
        try
        {
            var numbers = WriteEvents(appends);
            for (var place = 0; place < appends.Count; place++)
            {
                appends[place].Conflicts = numbers[place] == 0;
                if (numbers[place] > 0)
                {
                    Gather(appends[place].Append, numbers[place]);
                }
            }

            using var batch = Batch(_rows.Keys.Where(static query => !IsFirst(query)));
            batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
            batch.ExecuteNonQuery();
        }
        finally
        {
            foreach (var rows in _rows.Values)
            {
                rows.Clear();
            }
        }
    }

    /// <summary>The executions' numbers by place; 0 where the fence refused the append.</summary>
    private long[] WriteEvents(List<PendingAppend> appends)
    {
        foreach (var append in appends.Select(static pending => pending.Append))
        {
            if (append.Execution is { IsNew: true } execution)
            {
                execution.WriteWith(0, Rows("InsertExecution"), Rows("UpdateExecution"));
            }

            Rows("InsertEvents").Bind(1, append.ExecutionId).Bind(2, append.FirstSeq).Bind(3, append.LastSeq).Bind(4, append.Events.Span).Run();
        }

        var numbers = new long[appends.Count];
        using var batch = Batch(First);
        batch.BatchCommands.Insert(0, new NpgsqlBatchCommand("BEGIN"));
        using var taken = batch.ExecuteReader();
        while (taken.Read())
        {
            numbers[taken.GetInt64(0) - 1] = taken.GetInt64(1);
        }

        return numbers;
    }

    private void Gather(JournalAppend append, long number)
    {
        if (append.Execution is { IsNew: false } execution)
        {
            execution.WriteWith(number, Rows("InsertExecution"), Rows("UpdateExecution"));
        }

        foreach (var step in append.Steps)
        {
            step.Insert(number, Rows("InsertStep"));
        }

        foreach (var row in append.Also)
        {
            row.Write(Rows(row.Query));
        }

        foreach (var blob in append.Blobs)
        {
            Rows("InsertBlob").Bind(1, blob.Hash).BindBlob(2, blob.Data).Run();
            Rows("InsertBlobUse").Bind(1, number).Bind(2, blob.Hash).Run();
        }
    }

    private NpgsqlBatch Batch(IEnumerable<string> queries)
    {
        var batch = new NpgsqlBatch(_connection);
        foreach (var query in queries)
        {
            if (Rows(query) is { Count: > 0 } rows)
            {
                batch.BatchCommands.Add(rows.Command());
            }
        }

        return batch;
    }

    private RowArrays Rows(string query) => _rows.TryGetValue(query, out var rows) ? rows : _rows[query] = new RowArrays(Sql[query]);
}
