using System.Collections.Concurrent;
using Agents.Silo.Hosting;
using Agents.Silo.Storage;
using Microsoft.Data.Sqlite;

namespace Agents.Silo.Executions.Journal;

/// <summary>
/// The only writer of journals: one thread that takes whatever appends have queued and commits them together.
/// </summary>
/// <remarks>
/// <para><b>Group commit.</b> An fsync costs the same for one row and for five hundred. While one commit waits for the disk the next batch
/// gathers by itself, so there is no timer and no artificial delay: one caller gets a commit of its own, many callers share one.</para>
/// <para><b>Acknowledged means durable.</b> An append's task completes after COMMIT has returned, and COMMIT returns after the fsync
/// (<c>synchronous=FULL</c>). A process that dies before has acknowledged nothing; one that dies after has lost nothing.</para>
/// <para><b>The fence.</b> Each append names the number of its first event. Where the journal has moved on, another activation wrote first:
/// that append alone is refused, the rest of the batch goes on.</para>
/// <para><b>A failed commit</b> (a full disk) refuses the whole batch, reports the database as unusable and leaves nothing half done:
/// the transaction is rolled back, the grains forget what they had not made durable and read their journal again.</para>
/// </remarks>
internal sealed partial class JournalWriter : IAsyncDisposable
{
    private const int LargestBatch = 1_024;

    // Long enough that a busy silo never rests, short enough that a night's waits do not keep what the evening's load needed.
    private static readonly TimeSpan RestAfter = TimeSpan.FromSeconds(30);

    private readonly Database _database;
    private readonly ILogger<JournalWriter> _logger;
    private readonly ConcurrentQueue<PendingAppend> _queue = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Thread _thread;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private JournalStatements? _statements;
    private Checkpoints? _checkpoints;
    private int _waiting;
    private bool _isRested;

    public JournalWriter(Database database, ILogger<JournalWriter> logger)
    {
        _database = database;
        _logger = logger;
        _thread = new Thread(Run) { IsBackground = true, Name = "journal writer" };
        _thread.Start();
    }

    /// <summary>How many commits there were; tests and benchmarks compare it with fsyncs and appends.</summary>
    public long Commits { get; private set; }

    /// <summary>Makes an append durable. Completes after the disk has it.</summary>
    /// <exception cref="JournalConflictException">Another activation appended first; nothing was written.</exception>
    /// <exception cref="DatabaseUnusableException">The database cannot be written; nothing was written.</exception>
    public Task AppendAsync(JournalAppend append)
    {
        var pending = new PendingAppend(append);
        _queue.Enqueue(pending);
        if (Interlocked.Exchange(ref _waiting, 0) == 1)
        {
            _arrived.Release();
        }

        return pending.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _stopped.Task;
        _stopping.Dispose();
        _arrived.Dispose();
    }

    private void Run()
    {
        var batch = new List<PendingAppend>(LargestBatch);
        while (WaitForWork())
        {
            Take(batch);
            Commit(batch);
            batch.Clear();
        }

        Close();
        _stopped.SetResult();
    }

    private bool WaitForWork()
    {
        while (_queue.IsEmpty)
        {
            // Say that we sleep, then look again: an append that came between sees the flag or we see the append.
            Volatile.Write(ref _waiting, 1);
            Interlocked.MemoryBarrier();
            if (!_queue.IsEmpty)
            {
                break;
            }

            if (_stopping.IsCancellationRequested)
            {
                return false;
            }

            try
            {
                if (!_arrived.Wait(_isRested ? Timeout.InfiniteTimeSpan : RestAfter, _stopping.Token))
                {
                    Rest();
                }
            }
            catch (OperationCanceledException)
            {
                // What is queued is still written: somebody waits for it.
                return !_queue.IsEmpty;
            }
        }

        return true;
    }

    private void Rest()
    {
        _isRested = true;
        _statements?.ReleaseMemory();
        NativeMemory.Release();
    }

    private void Take(List<PendingAppend> batch)
    {
        while (batch.Count < LargestBatch && _queue.TryDequeue(out var pending))
        {
            batch.Add(pending);
        }
    }

    private void Commit(List<PendingAppend> batch)
    {
        try
        {
            Open();
            _isRested = false;
            _statements!.Begin();
            foreach (var pending in batch)
            {
                pending.Conflicts = !_statements.Write(pending.Append);
            }

            _statements.Commit();
            Commits++;
        }
        catch (SqliteException problem)
        {
            Refuse(batch, problem);
            return;
        }

        foreach (var pending in batch)
        {
            pending.Complete();
        }

        MoveLog();
    }

    private void Open()
    {
        if (_statements is null)
        {
            var connection = _database.OpenWriter();
            _statements = new JournalStatements(connection);
            _checkpoints = new Checkpoints(_database, connection, _logger);
        }
    }

    private void MoveLog()
    {
        try
        {
            _checkpoints!.AfterCommit();
        }
        catch (SqliteException problem)
        {
            // What was committed is in the log; a disk that fails here fails the next commit too.
            _database.ReportFailure(problem);
            Close();
        }
    }

    private void Close()
    {
        _checkpoints?.Dispose();
        _statements?.Dispose();
        (_checkpoints, _statements) = (null, null);
    }

    private void Refuse(List<PendingAppend> batch, SqliteException problem)
    {
        LogRefused(problem, batch.Count);
        _database.ReportFailure(problem);
        // Closing the connection rolls back; the next batch opens a new one.
        Close();
        foreach (var pending in batch)
        {
            pending.Fail(new DatabaseUnusableException($"The journal could not be written: {problem.Message}", problem));
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A commit of {Appends} appends failed; none of them was acknowledged")]
    private partial void LogRefused(Exception problem, int appends);

    private sealed class PendingAppend(JournalAppend append) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public JournalAppend Append { get; } = append;

        public bool Conflicts { get; set; }

        public void Complete()
        {
            if (Conflicts)
            {
                SetException(new JournalConflictException(Append.ExecutionId));
            }
            else
            {
                SetResult();
            }
        }

        public void Fail(Exception problem) => SetException(problem);
    }
}
