using System.Data.Common;
using Agents.Silo.Executions.Journal;
using Agents.Silo.Storage;

namespace Agents.Silo.Executions;

/// <summary>
/// Wakes executions whose time has come: timers, timeouts, retries, reminders, deadlines. The due time is a column that is written with the events,
/// and the scan reads an index that only sleeping executions are in. So ten thousand waits cost neither memory nor a start that reads them,
/// and what fell due while nothing ran is woken by the first scan.
/// </summary>
internal sealed partial class DueSweep(JournalReader journal, IDatabase database, IGrainFactory grains, TimeProvider time, ILogger<DueSweep> logger)
    : DatabaseSweep(database, time, LookEvery)
{
    private const int PageSize = 500;
    private const int AtOnce = 64;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    // What was woken and is still due cannot be continued now: it must not take all the time there is.
    private static readonly TimeSpan WakeAgainAfter = TimeSpan.FromSeconds(10);

    private Dictionary<string, (DateTimeOffset DueAt, DateTimeOffset NotBefore)> _woken = new(StringComparer.Ordinal);

    /// <summary>Wakes everything that is due; gives how many there were.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        var stillDue = new Dictionary<string, (DateTimeOffset DueAt, DateTimeOffset NotBefore)>(StringComparer.Ordinal);
        var woken = 0;
        DueExecution? last = null;
        do
        {
            var page = await journal.ListDueAsync(now, last, PageSize);
            var due = page.Where(execution => !IsTooSoon(execution, now, stillDue)).ToList();
            await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, WakeAsync);
            foreach (var execution in due)
            {
                stillDue[execution.Id] = (execution.DueAt, now + WakeAgainAfter);
            }

            woken += due.Count;
            last = page.Count == PageSize ? page[^1] : null;
        }
        while (last is not null);

        _woken = stillDue;
        return woken;
    }

    protected override Task LookAsync(CancellationToken stoppingToken) => RunAsync(stoppingToken);

    protected override void Tell(Exception problem) => LogNotSwept(problem);

    private bool IsTooSoon(DueExecution execution, DateTimeOffset now, Dictionary<string, (DateTimeOffset DueAt, DateTimeOffset NotBefore)> stillDue)
    {
        if (!_woken.TryGetValue(execution.Id, out var before) || before.DueAt != execution.DueAt || before.NotBefore <= now)
        {
            return false;
        }

        stillDue[execution.Id] = before;
        return true;
    }

    // One execution that cannot be continued must not keep the others asleep.
    private async ValueTask WakeAsync(DueExecution execution, CancellationToken cancellationToken)
    {
        try
        {
            await grains.GetGrain<IExecutionGrain>(execution.Id).Wake();
        }
        catch (Exception problem) when (problem is InvalidDataException or DatabaseUnusableException or DbException or TimeoutException or OrleansException or JournalConflictException)
        {
            LogNotWoken(problem, execution.Id);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What is due could not be read")]
    private partial void LogNotSwept(Exception problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "Execution {ExecutionId} is due and could not be woken")]
    private partial void LogNotWoken(Exception problem, string executionId);
}
