using System.Collections.Concurrent;
using System.Globalization;
using Agents.Core.Budgets;
using Agents.Core.Executions;

namespace Agents.Silo.Budgets;

/// <summary>
/// What an attempt asks before each call of a model or a tool, and tells after it: its execution's own budget first, then those of executions above it, then the one
/// that all share.
/// </summary>
/// <param name="own">The execution's ledger; null where it has no budget of its own.</param>
/// <param name="family">The budgets that it shares with executions above it and below; null where there are none.</param>
/// <param name="day">The budget of the day.</param>
/// <param name="step">The step.</param>
/// <param name="within">Where the calls are in a conversation; empty where they are the step's own.</param>
internal sealed class CallAllowance(BudgetLedger? own, FamilyShare? family, DayBudget day, StepState step, string within = "")
{
    // Calls that the day has reserved: a limit that is set meanwhile counts from the next call on.
    private readonly ConcurrentDictionary<int, bool> _inDay = [];

    /// <summary>The same budgets for an agent that is called as a tool; its calls are numbered by themselves.</summary>
    public CallAllowance Within(string place) => new(own, family, day, step, place);

    /// <summary>Reserves the most that a call can cost; gives why it must not be made, or null where it may.</summary>
    public async Task<BudgetShortfall?> ReserveAsync(int call, TokenUsage most, CancellationToken cancellationToken)
    {
        if (own is not null && await own.ReserveAsync(step.Id, step.Attempt, PlaceOf(call), most, cancellationToken) is { } shortfall)
        {
            return shortfall;
        }

        var isAllowed = false;
        try
        {
            var refusal = await ReserveInSharedAsync(call, most, cancellationToken);
            isAllowed = refusal is null;
            return refusal;
        }
        finally
        {
            if (!isAllowed)
            {
                own?.Release(step.Id, step.Attempt, PlaceOf(call));
            }
        }
    }

    /// <summary>A call was answered.</summary>
    public async Task SettleAsync(int call, TokenUsage used)
    {
        own?.Settle(step.Id, step.Attempt, PlaceOf(call), used);
        if (family is not null)
        {
            await family.SettleAsync(KeyOf(call), used);
        }

        if (_inDay.TryRemove(call, out _))
        {
            await day.SettleAsync(KeyOf(call), used);
        }
    }

    /// <summary>A call got no answer.</summary>
    public async Task ReleaseAsync(int call)
    {
        own?.Release(step.Id, step.Attempt, PlaceOf(call));
        if (family is not null)
        {
            await family.SettleAsync(KeyOf(call), TokenUsage.None);
        }

        if (_inDay.TryRemove(call, out _))
        {
            await day.SettleAsync(KeyOf(call), TokenUsage.None);
        }
    }

    private async Task<BudgetShortfall?> ReserveInSharedAsync(int call, TokenUsage most, CancellationToken cancellationToken)
    {
        if (family is not null && await family.ReserveAsync(KeyOf(call), most, cancellationToken) is { } shortfall)
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
            if (!isAllowed && family is not null)
            {
                await family.SettleAsync(KeyOf(call), TokenUsage.None);
            }
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
            _inDay[call] = true;
        }

        return refusal;
    }

    private string KeyOf(int call) => $"{step.Id.IdempotencyKey(step.Attempt)}:{PlaceOf(call)}";

    private string PlaceOf(int call)
        => within.Length == 0 ? call.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{within}:{call}");
}
