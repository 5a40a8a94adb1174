using Agents.Core.Budgets;
using Agents.Core.Executions;
using Agents.Core.Workflows;

namespace Agents.Silo.Budgets;

/// <summary>The budget that all executions of a day in UTC share. Where it limits nothing a call pays nothing for it.</summary>
internal sealed class DayBudget(IGrainFactory grains, BudgetPatience patience, TimeProvider time) : IBudgetShare
{
    // It may have been set on another silo.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    private volatile Known? _known;

    /// <summary>What it limits, where that is known here already; looking it up would wait for the database.</summary>
    public Budget? KnownLimits => _known?.Limits;

    private IBudgetGrain Grain => grains.GetGrain<IBudgetGrain>(BudgetScope.Day);

    /// <summary>What it limits, as known here.</summary>
    public async ValueTask<Budget> LimitsAsync(CancellationToken cancellationToken = default)
    {
        var known = _known;
        if (known is not null && time.GetElapsedTime(known.At) < LookAgain)
        {
            return known.Limits;
        }

        if (known is not null)
        {
            // One looks; whoever asks meanwhile goes by what is known.
            _known = known with { At = time.GetTimestamp() };
        }

        return Remember(await patience.AskAsync(() => Grain.Read(), cancellationToken));
    }

    /// <summary>Whether it limits anything.</summary>
    public async ValueTask<bool> IsLimitedAsync(CancellationToken cancellationToken) => !(await LimitsAsync(cancellationToken)).IsEmpty;

    /// <inheritdoc/>
    public async Task<ShareAnswer> ReserveAsync(string key, TokenUsage most, CancellationToken cancellationToken)
    {
        if (!await IsLimitedAsync(cancellationToken))
        {
            return ShareAnswer.Free;
        }

        var request = new BudgetRequest { Key = key, Amount = DaySpending.ToAmount(most) };
        return ShareAnswer.Of(await patience.ReserveAsync(BudgetScope.Day, () => Grain.Reserve(request), cancellationToken));
    }

    /// <inheritdoc/>
    public Task SettleAsync(string key, TokenUsage used)
        => patience.TellAsync(() => Grain.Settle(new BudgetRequest { Key = key, Amount = DaySpending.ToAmount(used) }));

    /// <summary>Whether a limit that refused a call is another one by now.</summary>
    public async Task<bool> IsChangedAsync(BudgetShortfall shortfall)
        => Budgeting.AmountOf(Remember(await patience.AskAsync(() => Grain.Read(), CancellationToken.None)), shortfall.Limit) != shortfall.Of;

    public async Task<BudgetReading> ReadAsync()
    {
        var reading = await Grain.Read();
        Remember(reading);
        return reading;
    }

    public async Task<BudgetReading> SetAsync(Budget budget)
    {
        var reading = await Grain.Set(budget.ToJson().ToUtf8Bytes());
        Remember(reading);
        return reading;
    }

    private Budget Remember(BudgetReading reading)
    {
        var limits = Budget.Parse(reading.Budget);
        _known = new Known(limits, time.GetTimestamp());
        return limits;
    }

    private sealed record Known(Budget Limits, long At);
}
