using System.Data.Common;
using Agents.Silo.Executions.Journal;
using Agents.Silo.Storage;
using Microsoft.Extensions.Options;

namespace Agents.Silo.Executions.Queue;

/// <summary>
/// Bounds how many executions run at once in this silo. Those over the bound are recorded as queued, and begin in turn when others end or wait.
/// </summary>
/// <remarks>
/// <para><b>What counts.</b> An execution counts while its steps run, and not while it only waits: for people, signals, times, or other executions,
/// so that what waits for what is queued cannot keep it queued. One that goes on after a wait, or after a crash, is counted at once and never queued: it comes
/// before every new one, and the number may then stand over the bound for as long as it takes.</para>
/// <para><b>What is durable.</b> That it is queued, and since when: the journal and the table have it. The lines here are only an order of what the table
/// has; <see cref="Recovery"/> fills them at start, in the order in which executions were recorded. An entry of one that is not queued any more does nothing.</para>
/// <para><b>What it costs.</b> Below the bound a start adds one to a number and its end subtracts it. Nothing is written.</para>
/// </remarks>
internal sealed partial class ExecutionAdmission(IGrainFactory grains, IOptions<ExecutionOptions> options, TimeProvider time, ILogger<ExecutionAdmission> logger)
{
    // It lives in a silo that is full, or the database is away.
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private readonly FairQueue _queue = new();
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private int _active;
    private int _waiting;
    private int _holds;

    /// <summary>How many run at once.</summary>
    public int Limit { get; } = options.Value.MaxConcurrent;

    /// <summary>How many run now.</summary>
    public int Active => Volatile.Read(ref _active);

    /// <summary>Counts a new execution where there is room and nobody waits; false where it is to be queued.</summary>
    public bool TryEnter() => Volatile.Read(ref _waiting) == 0 && TryCount();

    /// <summary>Counts an execution that was queued, where there is room.</summary>
    public bool TryEnterQueued() => TryCount();

    /// <summary>Counts an execution that goes on.</summary>
    public void Enter() => Interlocked.Increment(ref _active);

    /// <summary>An execution ended or only waits.</summary>
    public void Leave()
    {
        Interlocked.Decrement(ref _active);
        if (Volatile.Read(ref _waiting) > 0)
        {
            Admit();
        }
    }

    /// <summary>An execution is recorded as queued.</summary>
    public void Wait(QueuedExecution execution)
    {
        lock (_gate)
        {
            if (!_asked.Contains(execution.Id))
            {
                _queue.Add(execution);
                Volatile.Write(ref _waiting, _queue.Count + _asked.Count);
            }
        }

        // Room that was made before it stood in line is seen now.
        Admit();
    }

    /// <summary>An execution is not queued any more.</summary>
    public void Forget(string id)
    {
        lock (_gate)
        {
            _queue.Remove(id);
            Volatile.Write(ref _waiting, _queue.Count + _asked.Count);
        }
    }

    /// <summary>Lets nothing in until what is given back is disposed of: what ran before a restart comes first.</summary>
    public IDisposable Hold()
    {
        Interlocked.Increment(ref _holds);
        return new Held(this);
    }

    private bool TryCount()
    {
        for (var active = Active; active < Limit; active = Active)
        {
            if (Interlocked.CompareExchange(ref _active, active + 1, active) == active)
            {
                return true;
            }
        }

        return false;
    }

    private void Admit()
    {
        lock (_gate)
        {
            while (_holds == 0 && Active + _asked.Count < Limit && _queue.TryTake(out var next))
            {
                _asked.Add(next.Id);
                // Off the turn of whoever made room.
                _ = Task.Run(() => AdmitAsync(next));
            }
        }
    }

    private async Task AdmitAsync(QueuedExecution execution)
    {
        var isSettled = await TryAdmitAsync(execution);
        if (!isSettled)
        {
            await Task.Delay(AskAgain, time);
        }

        lock (_gate)
        {
            _asked.Remove(execution.Id);
            if (!isSettled)
            {
                _queue.PutBack(execution);
            }

            Volatile.Write(ref _waiting, _queue.Count + _asked.Count);
        }

        Admit();
    }

    private async Task<bool> TryAdmitAsync(QueuedExecution execution)
    {
        try
        {
            return await grains.GetGrain<IExecutionGrain>(execution.Id).Admit();
        }
        catch (Exception problem) when (problem is DatabaseUnusableException or DbException or TimeoutException or OrleansException or JournalConflictException)
        {
            LogAsksAgain(problem, execution.Id);
            return false;
        }
        catch (InvalidDataException problem)
        {
            LogNotAdmitted(problem, execution.Id);
            return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Execution {ExecutionId} has its turn and could not be told; it is told again")]
    private partial void LogAsksAgain(Exception problem, string executionId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Execution {ExecutionId} has its turn and cannot be read")]
    private partial void LogNotAdmitted(Exception problem, string executionId);

    private sealed class Held(ExecutionAdmission admission) : IDisposable
    {
        public void Dispose()
        {
            Interlocked.Decrement(ref admission._holds);
            admission.Admit();
        }
    }
}
