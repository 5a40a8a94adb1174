using System.Collections.Concurrent;
using System.Globalization;
using Agents.Core.Budgets;
using Agents.Core.Executions;

namespace Agents.Silo.Budgets;

/// <summary>What an attempt asks before each call of a model or a tool, and tells after it: its execution's own budget first, then those that it shares.</summary>
/// <param name="own">The execution's ledger; null where it has no budget of its own.</param>
/// <param name="shared">The budgets that it shares, in the order in which they are asked.</param>
/// <param name="step">The step.</param>
/// <param name="within">Where the calls are in a conversation; empty where they are the step's own.</param>
internal sealed class CallAllowance(BudgetLedger? own, IReadOnlyList<IBudgetShare> shared, StepState step, string within = "")
{
    // Where each call is reserved: a limit that is set meanwhile counts from the next call on.
    private readonly ConcurrentDictionary<int, IReadOnlyList<IBudgetShare>> _reserved = [];

    /// <summary>The same budgets for an agent that is called as a tool; its calls are numbered by themselves.</summary>
    public CallAllowance Within(string place) => new(own, shared, step, place);

    /// <summary>Reserves the most that a call can cost, in all budgets or in none; gives why it must not be made, or null where it may.</summary>
    public async Task<BudgetShortfall?> ReserveAsync(int call, TokenUsage most, CancellationToken cancellationToken)
    {
        if (own is not null && await own.ReserveAsync(step.Id, step.Attempt, PlaceOf(call), most, cancellationToken) is { } shortfall)
        {
            return shortfall;
        }

        var reserved = new List<IBudgetShare>(shared.Count);
        var isAllowed = false;
        try
        {
            foreach (var share in shared)
            {
                var answer = await share.ReserveAsync(KeyOf(call), most, cancellationToken);
                if (answer.Shortfall is { } refusal)
                {
                    return refusal;
                }

                if (answer.IsReserved)
                {
                    reserved.Add(share);
                }
            }

            _reserved[call] = reserved;
            isAllowed = true;
            return null;
        }
        finally
        {
            if (!isAllowed)
            {
                own?.Release(step.Id, step.Attempt, PlaceOf(call));
                await SettleAsync(reserved, call, TokenUsage.None);
            }
        }
    }

    /// <summary>A call was answered.</summary>
    public async Task SettleAsync(int call, TokenUsage used)
    {
        own?.Settle(step.Id, step.Attempt, PlaceOf(call), used);
        await SettleSharedAsync(call, used);
    }

    /// <summary>A call got no answer.</summary>
    public async Task ReleaseAsync(int call)
    {
        own?.Release(step.Id, step.Attempt, PlaceOf(call));
        await SettleSharedAsync(call, TokenUsage.None);
    }

    private async Task SettleSharedAsync(int call, TokenUsage used)
    {
        if (_reserved.TryRemove(call, out var reserved))
        {
            await SettleAsync(reserved, call, used);
        }
    }

    private async Task SettleAsync(IReadOnlyList<IBudgetShare> reserved, int call, TokenUsage used)
    {
        foreach (var share in reserved)
        {
            await share.SettleAsync(KeyOf(call), used);
        }
    }

    private string KeyOf(int call) => $"{step.Id.IdempotencyKey(step.Attempt)}:{PlaceOf(call)}";

    private string PlaceOf(int call)
        => within.Length == 0 ? call.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{within}:{call}");
}
