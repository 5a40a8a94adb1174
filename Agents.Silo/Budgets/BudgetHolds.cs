using System.Data.Common;
using Agents.Core.Executions;
using Agents.Silo.Executions;
using Agents.Silo.Executions.Journal;
using Agents.Silo.Storage;

namespace Agents.Silo.Budgets;

/// <summary>Executions that stand still because of a budget that they share with others.</summary>
internal sealed partial class BudgetHolds(ExecutionStore executions, IGrainFactory grains, ILogger<BudgetHolds> logger)
{
    private const int PageSize = 500;
    private const int AtOnce = 64;

    /// <summary>
    /// Lets them try again. One that its own budget holds refuses and stays as it is; one that a crash leaves out goes on when the day is over, or when
    /// somebody resumes it.
    /// </summary>
    public async Task ReleaseAsync()
    {
        var filter = new ExecutionListFilter { Statuses = [ExecutionStatus.BudgetExceeded.ToName()], Limit = PageSize };
        while (true)
        {
            var page = await executions.ListAsync(filter);
            await Parallel.ForEachAsync(page, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (held, _) => await ResumeAsync(held.Id));
            if (page.Count < PageSize)
            {
                return;
            }

            filter = filter with { Before = page[^1].Id };
        }
    }

    /// <summary>Lets those below an execution try again, because its budget was changed. One that a crash leaves out goes on when somebody resumes it.</summary>
    public async Task ReleaseBelowAsync(string id)
        => await Parallel.ForEachAsync(await executions.ListHeldBelowAsync(id), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (held, _) => await ResumeAsync(held));

    private async Task ResumeAsync(string id)
    {
        try
        {
            await grains.GetGrain<IExecutionGrain>(id).Resume(new ControlRequest(null, "A shared budget was changed."));
        }
        catch (Exception problem) when (problem is InvalidDataException or DatabaseUnusableException or DbException or TimeoutException or OrleansException or JournalConflictException)
        {
            LogNotResumed(problem, id);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Execution {ExecutionId} could not be resumed after a shared budget was changed")]
    private partial void LogNotResumed(Exception problem, string executionId);
}
