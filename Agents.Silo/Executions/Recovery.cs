using System.Data.Common;
using Agents.Silo.Executions.Journal;
using Agents.Silo.Storage;

namespace Agents.Silo.Executions;

/// <summary>
/// Continues every execution that runs, whenever the database becomes usable: at start, and after it was away. Those that sleep until a time, or until
/// somebody comes, stay on disk: <see cref="DueSweep"/> wakes them.
/// No age limit and no page limit; waking one that is already awake does nothing, so that a second pass does no harm.
/// </summary>
internal sealed partial class Recovery(JournalReader journal, IGrainFactory grains, ILogger<Recovery> logger)
{
    private const int PageSize = 1_000;
    private const int AtOnce = 64;

    /// <summary>Wakes all running executions; gives how many there were.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var woken = 0;
        var last = "";
        while (true)
        {
            var page = await journal.ListAwakeAsync(last, PageSize);
            if (page.Count == 0)
            {
                LogRecovered(woken);
                return woken;
            }

            await Parallel.ForEachAsync(page, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, WakeAsync);
            woken += page.Count;
            last = page[^1];
        }
    }

    // One execution that cannot be continued must not keep the others asleep.
    private async ValueTask WakeAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            await grains.GetGrain<IExecutionGrain>(id).Wake();
        }
        catch (Exception problem) when (problem is InvalidDataException or DatabaseUnusableException or DbException or TimeoutException or JournalConflictException)
        {
            LogNotContinued(problem, id);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Continued {Count} executions")]
    private partial void LogRecovered(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Execution {ExecutionId} could not be continued")]
    private partial void LogNotContinued(Exception problem, string executionId);
}
