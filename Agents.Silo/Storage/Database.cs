using Dapper;
using Microsoft.Data.Sqlite;

namespace Agents.Silo.Storage;

/// <summary>
/// The silo's SQLite file: opened and migrated when the silo starts, and again every few seconds while that fails,
/// so that a full disk or a wrong permission is mended without a restart. Connections are given only while it is usable.
/// </summary>
internal sealed partial class Database(DataFolder folder, TimeProvider time, ILogger<Database> logger) : IDisposable
{
    private static readonly string[] DurabilitySettings = ["journal_mode", "synchronous", "page_size", "wal_autocheckpoint"];

    private readonly Lock _gate = new();
    private readonly string _path = Path.Combine(folder.Path, "agents.db");
    private volatile string? _problem = "The database is being opened.";

    /// <summary>Why the database cannot be used; null while it can.</summary>
    public string? Problem => _problem;

    /// <summary>Opens and migrates the file; false where that fails, with the reason in <see cref="Problem"/>.</summary>
    public bool TryOpen()
    {
        lock (_gate)
        {
            try
            {
                using var connection = Connect(SqliteOpenMode.ReadWriteCreate);
                Migrations.Apply(connection, time);
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

    /// <summary>Says that the database failed while it was in use; it is tried again as at start.</summary>
    public void ReportFailure(Exception problem)
    {
        _problem = $"The database {_path} failed: {problem.Message}";
        LogUnusable(_problem);
    }

    /// <summary>A pooled connection for reading and for small writes.</summary>
    /// <exception cref="DatabaseUnusableException">The database is not usable now.</exception>
    public SqliteConnection Open()
    {
        if (_problem is { } problem)
        {
            throw new DatabaseUnusableException(problem);
        }

        return Connect(SqliteOpenMode.ReadWrite);
    }

    /// <summary>A connection of its own for the journal's writer, outside the pool.</summary>
    public SqliteConnection OpenWriter()
    {
        var connection = Connect(SqliteOpenMode.ReadWrite, pooled: false);
        // 16 MB: the pages that a batch of hundreds of executions changes, which would else be written before their commit and read again.
        connection.Execute("PRAGMA cache_size=-16384");
        return connection;
    }

    /// <summary>The settings that decide about durability, as SQLite reports them.</summary>
    public static string DescribeSettings(SqliteConnection connection) => string.Join(
        ", ",
        DurabilitySettings.Select(name => $"{name}={connection.ExecuteScalar<string>($"PRAGMA {name}")}"));

    public void Dispose() => SqliteConnection.ClearAllPools();

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
