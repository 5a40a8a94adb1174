using System.Collections.Concurrent;
using System.Data.Common;
using Agents.Silo.Hosting;
using Agents.Silo.Storage;

namespace Agents.Silo.Executions.Journal;

/// <summary>
/// The only way into journals: threads that take whatever appends have queued and commit them together, each on a connection of its own.
/// </summary>
/// <remarks>
/// <para><b>Group commit.</b> An fsync costs the same for one row and for five hundred. While one commit waits for the disk the next batch
/// gathers by itself, so there is no timer and no artificial delay: one caller gets a commit of its own, many callers share one.
/// On SQLite, what queues while a batch is written joins it where that is much.
/// SQLite has one writer; PostgreSQL has two, so that one batch is written while another one waits for the disk.</para>
/// <para><b>Acknowledged means durable.</b> An append's task completes after COMMIT has returned, and COMMIT returns after the fsync.
/// A process that dies before has acknowledged nothing; one that dies after has lost nothing.</para>
/// <para><b>The fence.</b> Each append names the number of its first event. Where the journal has moved on, another activation wrote first:
/// that append alone is refused, the rest of the batch goes on.</para>
/// <para><b>A failed commit</b> (a full disk, a lost connection) refuses the whole batch, reports the database as unusable and leaves nothing half
/// done. Where the connection is lost in the middle of COMMIT nobody knows which side it fell on: the append is refused and offered again, and if it
/// had been written, the fence says so and the grain reads its journal again.</para>
/// </remarks>
internal sealed partial class JournalWriter : IAsyncDisposable
{
    // Long enough that a busy silo never rests, short enough that a night's waits do not keep what the evening's load needed.
    private static readonly TimeSpan RestAfter = TimeSpan.FromSeconds(10);

    private readonly IDatabase _database;
    private readonly ILogger<JournalWriter> _logger;
    private readonly ConcurrentQueue<PendingAppend> _queue = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;
    private int _sleeping;
    private long _commits;

    public JournalWriter(IDatabase database, ILogger<JournalWriter> logger)
    {
        _database = database;
        _logger = logger;
        _running = database.JournalWriters;
        for (var writer = 0; writer < database.JournalWriters; writer++)
        {
            new Thread(Run) { IsBackground = true, Name = "journal writer" }.Start();
        }
    }

    /// <summary>How many commits there were; tests and benchmarks compare it with fsyncs and appends.</summary>
    public long Commits => Volatile.Read(ref _commits);

    /// <summary>Whether nothing is queued and nothing is being written, as of now.</summary>
    public bool IsIdle => Volatile.Read(ref _sleeping) == Volatile.Read(ref _running) && _queue.IsEmpty;

    /// <summary>Makes an append durable. Completes after the disk has it.</summary>
    /// <exception cref="JournalConflictException">Another activation appended first; nothing was written.</exception>
    /// <exception cref="DatabaseUnusableException">The database cannot be written, or did not say whether it has.</exception>
    public Task AppendAsync(JournalAppend append)
    {
        var pending = new PendingAppend(append);
        _queue.Enqueue(pending);
        // Queued before looking who sleeps: a writer that sleeps after this sees the append.
        Interlocked.MemoryBarrier();
        if (TryTakeSleeper())
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
        var batch = new JournalBatch(_queue);
        IJournalConnection? connection = null;
        while (WaitForWork(connection))
        {
            batch.Begin();
            connection = Commit(connection, batch);
        }

        connection?.Dispose();
        if (Interlocked.Decrement(ref _running) == 0)
        {
            _stopped.SetResult();
        }
    }

    private bool WaitForWork(IJournalConnection? connection)
    {
        var isRested = false;
        while (_queue.IsEmpty)
        {
            // Say that we sleep, then look again: an append that came between sees the sleeper or we see the append.
            Interlocked.Increment(ref _sleeping);
            if (!_queue.IsEmpty)
            {
                StandUp();
                break;
            }

            try
            {
                if (!_arrived.Wait(isRested ? Timeout.InfiniteTimeSpan : RestAfter, _stopping.Token))
                {
                    StandUp();
                    connection?.Rest();
                    UnusedMemory.Release();
                    isRested = true;
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

    // Awake without having been rung for. Where somebody took us for asleep meanwhile, the ring comes.
    private void StandUp()
    {
        if (!TryTakeSleeper())
        {
            _arrived.Wait();
        }
    }

    private bool TryTakeSleeper()
    {
        for (var sleeping = Volatile.Read(ref _sleeping); sleeping > 0; sleeping = Volatile.Read(ref _sleeping))
        {
            if (Interlocked.CompareExchange(ref _sleeping, sleeping - 1, sleeping) == sleeping)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Commits a batch and gives the connection for the next one; null where it is broken.</summary>
    private IJournalConnection? Commit(IJournalConnection? connection, JournalBatch batch)
    {
        if (batch.Taken.Count == 0)
        {
            // Another writer was faster.
            return connection;
        }

        try
        {
            connection ??= _database.OpenJournal();
            connection.Commit(batch);
            Interlocked.Increment(ref _commits);
        }
        catch (DbException problem)
        {
            connection?.Dispose();
            Refuse(batch.Taken, problem);
            return null;
        }

        foreach (var pending in batch.Taken)
        {
            pending.Complete();
        }

        return TidyUp(connection);
    }

    private IJournalConnection? TidyUp(IJournalConnection connection)
    {
        try
        {
            connection.AfterCommit();
            return connection;
        }
        catch (DbException problem)
        {
            // What was committed is safe; a disk that fails here fails the next commit too.
            _database.ReportFailure(problem);
            connection.Dispose();
            return null;
        }
    }

    private void Refuse(IReadOnlyList<PendingAppend> batch, DbException problem)
    {
        LogRefused(problem, batch.Count);
        _database.ReportFailure(problem);
        foreach (var pending in batch)
        {
            pending.SetException(new DatabaseUnusableException($"The journal could not be written: {problem.Message}", problem));
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A commit of {Appends} appends failed; none of them was acknowledged")]
    private partial void LogRefused(Exception problem, int appends);
}
