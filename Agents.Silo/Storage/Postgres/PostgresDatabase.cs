using System.Data.Common;
using Agents.Silo.Executions.Journal;
using Dapper;
using Npgsql;

namespace Agents.Silo.Storage.Postgres;

/// <summary>A PostgreSQL database, version 15 or newer.</summary>
internal sealed partial class PostgresDatabase : IDatabase, IDisposable
{
    private static readonly SqlFile Own = SqlFile.Read("Postgres.own.sql");

    private readonly Lock _gate = new();
    private readonly PostgresAddress _address;
    private readonly TimeProvider _time;
    private readonly ILogger<PostgresDatabase> _logger;
    private readonly NpgsqlDataSource _pool;
    private readonly NpgsqlDataSource _lasting;
    private readonly PostgresOwner? _owner;
    private volatile string? _problem = "The database is being opened.";
    private long _failures;

    /// <param name="address">Where it is.</param>
    /// <param name="isShared">Whether several silos work on it; else this one owns it, and a second one is kept out.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where problems are told.</param>
    public PostgresDatabase(PostgresAddress address, bool isShared, TimeProvider time, ILogger<PostgresDatabase> logger)
    {
        StoredTimes.Register();
        (_address, _time, _logger) = (address, time, logger);
        (_pool, _lasting) = (address.Pool(), address.Lasting());
        _owner = isShared ? null : new PostgresOwner(_lasting, address);
    }

    public static Migrations Migrations { get; } = new("Postgres");

    public string Provider => "postgres";

    public string? Problem => _problem;

    public long Failures => Interlocked.Read(ref _failures);

    // While one waits for the disk the other one writes.
    public int JournalWriters => 2;

    public SqlFile Queries(string noun) => SqlFile.Read($"Postgres.{noun}.sql");

    public bool TryOpen()
    {
        lock (_gate)
        {
            try
            {
                // What is in the pool may be of a server that has gone.
                _pool.Clear();
                _owner?.Take();
                using var connection = _pool.OpenConnection();
                RequireWritable(connection);
                Migrate(connection);
                _problem = null;
                return true;
            }
            catch (Exception problem) when (problem is NpgsqlException or TimeoutException or DatabaseUnusableException)
            {
                _problem = problem is DatabaseUnusableException ? problem.Message : $"The database {_address} cannot be opened: {PostgresFailures.Describe(problem)}";
                LogUnusable(_problem);
                return false;
            }
        }
    }

    public void Look()
    {
        try
        {
            if (_owner is not null)
            {
                _owner.Look();
            }
            else
            {
                using var connection = _pool.OpenConnection();
                connection.Execute("SELECT 1");
            }
        }
        catch (Exception problem) when (problem is NpgsqlException or TimeoutException or DatabaseUnusableException)
        {
            ReportFailure(problem);
        }
    }

    public void ReportFailure(Exception problem)
    {
        if (PostgresFailures.IsOutage(problem))
        {
            _problem = $"The database {_address} failed: {PostgresFailures.Describe(problem)}";
            Interlocked.Increment(ref _failures);
            LogUnusable(_problem);
        }
    }

    public async ValueTask<DbConnection> OpenAsync()
    {
        if (_problem is { } known)
        {
            throw new DatabaseUnusableException(known);
        }

        try
        {
            return await _pool.OpenConnectionAsync();
        }
        catch (Exception problem) when (problem is NpgsqlException or TimeoutException)
        {
            ReportFailure(problem);
            throw new DatabaseUnusableException($"The database {_address} cannot be reached: {PostgresFailures.Describe(problem)}", problem);
        }
    }

    public async ValueTask<DbTransaction> BeginAloneAsync(DbConnection connection)
    {
        var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(Own["DecideAlone"], transaction: transaction);
        return transaction;
    }

    public IJournalConnection OpenJournal() => new PostgresJournal(_lasting.OpenConnection());

    public void Dispose()
    {
        _owner?.Dispose();
        _pool.Dispose();
        _lasting.Dispose();
    }

    private void RequireWritable(NpgsqlConnection connection)
    {
        if (connection.ExecuteScalar<bool>(Own["IsReadOnly"]))
        {
            throw new DatabaseUnusableException(
                $"The database {_address} is read-only: a standby, or default_transaction_read_only is on. Name its primary, or make it writable.");
        }

        if (connection.ExecuteScalar<bool>(Own["LosesCommits"]))
        {
            LogLosesCommits(_address);
        }
    }

    private void Migrate(NpgsqlConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        connection.Execute(Own["LockMigrations"], transaction: transaction);
        Migrations.Apply(transaction, _time);
        ApplyOrleans(connection, transaction);
        transaction.Commit();
    }

    // Only the cluster flavour has the scripts.
    private static void ApplyOrleans(NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        if (connection.ExecuteScalar<bool>(Own["HasOrleans"], transaction: transaction))
        {
            return;
        }

        foreach (var (_, script) in SqlFile.InFolder("Postgres.Orleans"))
        {
            connection.Execute(script, transaction: transaction);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Problem}")]
    private partial void LogUnusable(string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The server of database {Address} runs with fsync or full_page_writes off: a power cut takes back what was acknowledged")]
    private partial void LogLosesCommits(PostgresAddress address);
}
