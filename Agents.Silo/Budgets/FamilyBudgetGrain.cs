using System.Data.Common;
using System.Text;
using Agents.Core.Budgets;
using Agents.Core.Workflows;
using Agents.Silo.Executions;
using Agents.Silo.Executions.Journal;
using Agents.Silo.Storage;

namespace Agents.Silo.Budgets;

/// <summary>Keeps the budget that an execution and its sub-workflows share: decides on what is durable, and answers after its own write is.</summary>
/// <remarks>
/// Limits are not kept here but read from the execution's journal, once per activation and when they were changed. What is spent is kept here, by the key of each
/// call: sub-workflows live in activations and silos of their own, and what they spent and have not yet recorded must count.
/// </remarks>
internal sealed partial class FamilyBudgetGrain(
    [PersistentState("spending")] IPersistentState<DaySpending> spending, JournalReader journal, TimeProvider time, ILogger<FamilyBudgetGrain> logger)
    : Grain, IFamilyBudgetGrain
{
    // Limits of which the execution was told that they are nearly spent; it records each once, however often it is told.
    private readonly HashSet<string> _told = [];
    private DateTimeOffset? _overAt;
    private bool _knowsLimits;

    private DateTimeOffset Now => time.GetUtcNow();

    /// <inheritdoc/>
    public async Task<BudgetAnswer> Reserve(BudgetRequest request)
    {
        await LearnAsync();
        if (_overAt <= Now)
        {
            var seconds = (decimal)spending.State.Limits.Time!.Value.TotalSeconds;
            return new BudgetAnswer { IsReserved = false, Limit = BudgetLimit.Time, Of = seconds };
        }

        var (after, answer) = spending.State.Reserve(request.Key, request.Amount, Now);
        if (answer.IsReserved)
        {
            await spending.KeepAsync(after);
        }

        return answer;
    }

    /// <inheritdoc/>
    public async Task Settle(BudgetRequest request)
    {
        if (spending.State.Reserved.ContainsKey(request.Key))
        {
            await spending.KeepAsync(spending.State.Settle(request.Key, request.Amount, Now));
            TellWhatIsNearlySpent();
        }
    }

    /// <inheritdoc/>
    public async Task<BudgetReading> Read()
    {
        await LearnAsync();
        return new BudgetReading(Encoding.UTF8.GetBytes(spending.State.Budget), "", spending.State.Used, DaySpending.ToAmount(spending.State.ReservedTotal));
    }

    /// <inheritdoc/>
    public Task Refresh()
    {
        _knowsLimits = false;
        _told.Clear();
        return Task.CompletedTask;
    }

    private void TellWhatIsNearlySpent()
    {
        foreach (var (limit, used, of) in Budgeting.NearlySpent(spending.State.Limits, DaySpending.ToUsage(spending.State.Used)).Where(item => _told.Add(item.Limit)))
        {
            // Not awaited: the execution may be waiting for an answer from here.
            _ = TellAsync(limit, used, of);
        }
    }

    // A warning that is lost comes with the next call that is settled.
    private async Task TellAsync(string limit, decimal used, decimal of)
    {
        try
        {
            await GrainFactory.GetGrain<IExecutionGrain>(this.GetPrimaryKeyString()).WarnOfSpending(limit, used, of);
        }
        catch (Exception problem) when (problem is DatabaseUnusableException or DbException or TimeoutException or OrleansException or JournalConflictException)
        {
            _told.Remove(limit);
            LogNotTold(problem, this.GetPrimaryKeyString(), limit);
        }
    }

    private async Task LearnAsync()
    {
        if (_knowsLimits)
        {
            return;
        }

        var owner = await journal.FoldAsync(this.GetPrimaryKeyString());
        var limits = owner.Budget?.Limits ?? new Budget();
        // Whoever was the first to ask has spent what its journal says, and nothing of that is reserved here.
        var known = spending.RecordExists ? spending.State : new DaySpending { IsLasting = true, Used = DaySpending.ToAmount(owner.Usage) };
        spending.State = known with { Budget = limits.ToJson().ToJson() };
        _overAt = owner.StartedAt + limits.Time;
        _knowsLimits = true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Execution {ExecutionId} could not be told that {Limit} of its budget is nearly spent")]
    private partial void LogNotTold(Exception problem, string executionId, string limit);
}
