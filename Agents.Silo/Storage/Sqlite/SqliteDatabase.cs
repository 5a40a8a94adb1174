using System.Data.Common;
using Agents.Silo.Executions.Journal;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Agents.Silo.Storage.Sqlite;

/// <summary>The silo's file <c>agents.db</c> in its data folder.</summary>
internal sealed partial class SqliteDatabase : IDatabase, IDisposable
{
    private static readonly string[] DurabilitySettings = ["journal_mode", "synchronous", "page_size", "wal_autocheckpoint"];

    // As much as the write-ahead log takes before it is moved. On a disk with less, what is small is written and what is large is not: nobody could rely on it.
    private const long LeastFreeBytes = 16 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly ILogger<SqliteDatabase> _logger;
    private volatile string? _problem = "The database is being opened.";
    private long _failures;

    public SqliteDatabase(DataFolder folder, TimeProvider time, ILogger<SqliteDatabase> logger)
    {
        StoredTimes.Register();
        _path = Path.Combine(folder.Path, "agents.db");
        _time = time;
        _logger = logger;
    }

    public static Migrations Migrations { get; } = new("Sqlite");

    public string Provider => "sqlite";

    public string? Problem => _problem;

    // SQLite has one writer at a time.
    public int JournalWriters => 1;

    public SqlFile Queries(string noun) => SqlFile.Read($"Sqlite.{noun}.sql");

    public long Failures => Interlocked.Read(ref _failures);

    public bool TryOpen()
    {
        lock (_gate)
        {
            try
            {
                CheckRoom();
                using var connection = Connect(SqliteOpenMode.ReadWriteCreate);
                Migrate(connection, _time);
                // A file that cannot be written shows only when something is written.
                connection.Execute($"PRAGMA user_version = {Migrations.Newest}");
                _problem = null;
                return true;
            }
            catch (Exception problem) when (problem is SqliteException or IOException or UnauthorizedAccessException or DatabaseUnusableException)
            {
                _problem = problem is DatabaseUnusableException ? problem.Message : $"The database {_path} cannot be opened: {problem.Message}";
                LogUnusable(_problem);
                return false;
            }
        }
    }

    public void Look()
    {
        // A file fails when it is used.
    }

    public void ReportFailure(Exception problem)
    {
        _problem = $"The database {_path} failed: {problem.Message}";
        Interlocked.Increment(ref _failures);
        LogUnusable(_problem);
    }

    public ValueTask<DbConnection> OpenAsync()
        => _problem is { } problem
            ? ValueTask.FromException<DbConnection>(new DatabaseUnusableException(problem))
            : ValueTask.FromResult<DbConnection>(Connect(SqliteOpenMode.ReadWrite));

    public ValueTask<DbTransaction> BeginAloneAsync(DbConnection connection)
        => ValueTask.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: false));

    public IJournalConnection OpenJournal() => new SqliteJournal(OpenWriter(), OpenWriter, _logger);

    /// <summary>Applies missing migrations under SQLite's own lock.</summary>
    public static void Migrate(SqliteConnection connection, TimeProvider time)
    {
        // BEGIN IMMEDIATE is the lock.
        using var transaction = connection.BeginTransaction(deferred: false);
        Migrations.Apply(transaction, time);
        transaction.Commit();
    }

    /// <summary>The settings that decide about durability, as SQLite reports them.</summary>
    public static string DescribeSettings(DbConnection connection) => string.Join(
        ", ",
        DurabilitySettings.Select(name => $"{name}={connection.ExecuteScalar<string>($"PRAGMA {name}")}"));

    public void Dispose() => SqliteConnection.ClearAllPools();

    // Outside the pool.
    private SqliteConnection OpenWriter()
    {
        var connection = Connect(SqliteOpenMode.ReadWrite, pooled: false);
        // 16 MB: the pages that a batch of hundreds of executions changes, which would else be written before their commit and read again.
        connection.Execute("PRAGMA cache_size=-16384");
        return connection;
    }

    private void CheckRoom()
    {
        var free = new DriveInfo(Path.GetDirectoryName(_path)!).AvailableFreeSpace;
        if (free < LeastFreeBytes)
        {
            throw new DatabaseUnusableException(
                $"The disk of {_path} is full: {free / (1024 * 1024)} MB are left, and the database needs {LeastFreeBytes / (1024 * 1024)}. Make room; the silo goes on by itself.");
        }
    }

    private SqliteConnection Connect(SqliteOpenMode mode, bool pooled = true)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = _path,
            Mode = mode,
            Pooling = pooled,
            DefaultTimeout = 30,
        }.ToString());
        try
        {
            connection.Open();
            connection.Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=10000; PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=4000;");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Problem}")]
    private partial void LogUnusable(string problem);
}
