using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Agents.Silo.Executions.Journal;

/// <summary>
/// Moves what the write-ahead log holds into the database file, most of it beside the writer. SQLite's own checkpoint runs inside of a commit:
/// at 50,000 rows a second everybody would wait a tenth of every second for it.
/// </summary>
/// <remarks>
/// A log begins anew only when all of it was moved, which never happens while somebody writes. So a thread moves what is there, twice, because the
/// second round has little left; then the writer moves the rest between two commits. Where a reader holds the log back the next time moves it.
/// A process that dies at any point leaves a log that is read at the next start.
/// </remarks>
internal sealed partial class Checkpoints : IDisposable
{
    // 16 MB. Fewer means that hot pages are moved more often than needed, more means a longer start after a crash.
    private const int PagesInLog = 4_000;

    private const int Rounds = 2;

    private readonly Func<SqliteConnection> _openBeside;
    private readonly ILogger _logger;
    private readonly SqliteConnection _writer;
    private long _pages;
    private Task? _moving;

    public Checkpoints(Func<SqliteConnection> openBeside, SqliteConnection writer, ILogger logger)
    {
        (_openBeside, _writer, _logger) = (openBeside, writer, logger);
        raw.sqlite3_wal_autocheckpoint(writer.Handle, 0);
    }

    /// <summary>Called by the writer after each commit.</summary>
    public void AfterCommit()
    {
        raw.sqlite3_db_status(_writer.Handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var written, out _, 1);
        _pages += written;
        if (_moving is { IsCompleted: true })
        {
            _moving = null;
            Move(_writer);
            _pages = 0;
        }
        else if (_pages >= PagesInLog && _moving is null)
        {
            _moving = Task.Factory.StartNew(MoveBeside, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
    }

    public void Dispose() => _moving?.Wait();

    private void MoveBeside()
    {
        try
        {
            using var connection = _openBeside();
            for (var round = 0; round < Rounds; round++)
            {
                Move(connection);
            }
        }
        catch (SqliteException problem)
        {
            // Nothing is lost: the log keeps what was not moved, and the writer moves it or fails by itself.
            LogNotMoved(problem);
        }
    }

    private static void Move(SqliteConnection connection)
    {
        var result = raw.sqlite3_wal_checkpoint_v2(connection.Handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);
        if (result is not (raw.SQLITE_OK or raw.SQLITE_BUSY))
        {
            throw new SqliteException(raw.sqlite3_errmsg(connection.Handle).utf8_to_string(), result);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The write-ahead log could not be moved into the database file")]
    private partial void LogNotMoved(Exception problem);
}
