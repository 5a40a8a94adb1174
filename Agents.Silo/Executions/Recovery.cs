using System.Data.Common;
using Agents.Silo.Executions.Journal;
using Agents.Silo.Executions.Queue;
using Agents.Silo.Storage;

namespace Agents.Silo.Executions;

/// <summary>
/// Continues every execution that runs, whenever the database becomes usable: at start, and after it was away. Those that sleep until a time, or until
/// somebody comes, stay on disk: <see cref="DueSweep"/> wakes them. Those that were queued stand in line again, in the order in which they were recorded.
/// No age limit and no page limit; waking one that is already awake does nothing, so that a second pass does no harm.
/// </summary>
internal sealed partial class Recovery(JournalReader journal, ExecutionAdmission admission, IGrainFactory grains, ILogger<Recovery> logger)
{
    private const int PageSize = 1_000;
    private const int AtOnce = 64;

    /// <summary>Wakes all running executions; tells how many there were.</summary>
    public async Task<RecoveryResult> RunAsync(CancellationToken cancellationToken)
    {
        // Those that ran go on first, and whoever is new stands behind those that were queued.
        using var held = admission.Hold();
        await QueueAsync();
        var (woken, unreached) = (0, 0);
        var last = "";
        while (true)
        {
            var page = await journal.ListAwakeAsync(last, PageSize);
            if (page.Count == 0)
            {
                LogRecovered(woken);
                return new RecoveryResult(woken, unreached);
            }

            await Parallel.ForEachAsync(page, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (id, _) =>
            {
                if (!await TryReachAsync(id))
                {
                    Interlocked.Increment(ref unreached);
                }
            });
            woken += page.Count;
            last = page[^1];
        }
    }

    private async Task QueueAsync()
    {
        for (var page = await journal.ListQueuedAsync(0, PageSize); page.Count > 0; page = await journal.ListQueuedAsync(page[^1].Number, PageSize))
        {
            foreach (var row in page)
            {
                admission.Wait(new QueuedExecution(row.Id, row.WorkflowId));
            }
        }
    }

    // One execution that cannot be continued must not keep the others asleep.
    private async ValueTask<bool> TryReachAsync(string id)
    {
        try
        {
            await grains.GetGrain<IExecutionGrain>(id).Wake();
            return true;
        }
        catch (Exception problem) when (problem is OrleansException or TimeoutException)
        {
            LogNotReached(problem, id);
            return false;
        }
        catch (Exception problem) when (problem is InvalidDataException or DatabaseUnusableException or DbException or JournalConflictException)
        {
            LogNotContinued(problem, id);
            return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Continued {Count} executions")]
    private partial void LogRecovered(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Execution {ExecutionId} could not be reached")]
    private partial void LogNotReached(Exception problem, string executionId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Execution {ExecutionId} could not be continued")]
    private partial void LogNotContinued(Exception problem, string executionId);
}

/// <summary>What recovery did.</summary>
/// <param name="Woken">Executions that it woke, or tried to.</param>
/// <param name="Unreached">How many of them it did not reach: a silo that has them is leaving, or is slow.</param>
internal readonly record struct RecoveryResult(int Woken, int Unreached);
