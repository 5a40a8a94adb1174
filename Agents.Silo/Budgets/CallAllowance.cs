using Agents.Core.Budgets;
using Agents.Core.Executions;

namespace Agents.Silo.Budgets;

/// <summary>What an attempt asks before each of its model calls, and tells after it: its execution's own budget first, then the one that all share.</summary>
/// <param name="own">The execution's ledger; null where it has no budget of its own.</param>
/// <param name="day">The budget of the day.</param>
/// <param name="step">The step.</param>
internal sealed class CallAllowance(BudgetLedger? own, DayBudget day, StepState step)
{
    // Calls that the day has reserved: a limit that is set meanwhile counts from the next call on.
    private readonly HashSet<int> _inDay = [];

    /// <summary>Reserves the most that a call can cost; gives why it must not be made, or null where it may.</summary>
    public async Task<BudgetShortfall?> ReserveAsync(int call, TokenUsage most, CancellationToken cancellationToken)
    {
        if (own is not null && await own.ReserveAsync(step.Id, step.Attempt, call, most, cancellationToken) is { } shortfall)
        {
            return shortfall;
        }

        var isAllowed = false;
        try
        {
            var refusal = await ReserveInDayAsync(call, most, cancellationToken);
            isAllowed = refusal is null;
            return refusal;
        }
        finally
        {
            if (!isAllowed)
            {
                own?.Release(step.Id, step.Attempt, call);
            }
        }
    }

    /// <summary>A call was answered.</summary>
    public async Task SettleAsync(int call, TokenUsage used)
    {
        own?.Settle(step.Id, step.Attempt, call, used);
        if (_inDay.Remove(call))
        {
            await day.SettleAsync(KeyOf(call), used);
        }
    }

    /// <summary>A call got no answer.</summary>
    public async Task ReleaseAsync(int call)
    {
        own?.Release(step.Id, step.Attempt, call);
        if (_inDay.Remove(call))
        {
            await day.SettleAsync(KeyOf(call), TokenUsage.None);
        }
    }

    private async Task<BudgetShortfall?> ReserveInDayAsync(int call, TokenUsage most, CancellationToken cancellationToken)
    {
        if (!await day.IsLimitedAsync(cancellationToken))
        {
            return null;
        }

        var refusal = await day.ReserveAsync(KeyOf(call), most, cancellationToken);
        if (refusal is null)
        {
            _inDay.Add(call);
        }

        return refusal;
    }

    private string KeyOf(int call) => $"{step.Id.IdempotencyKey(step.Attempt)}:{call}";
}
