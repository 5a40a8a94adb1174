using System.Data.Common;
using Agents.Core.Budgets;
using Agents.Core.Executions;
using Agents.Core.Json;
using Agents.Core.Workflows;
using Agents.Silo.Storage;

namespace Agents.Silo.Budgets;

/// <summary>The budget that all executions of a day in UTC share. Where it limits nothing a call pays nothing for it.</summary>
internal sealed partial class DayBudget(IGrainFactory grains, TimeProvider time, ILogger<DayBudget> logger)
{
    // It may have been set on another silo.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(2);

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

        return Remember(await PatientlyAsync(static grain => grain.Read(), cancellationToken));
    }

    /// <summary>Whether it limits anything.</summary>
    public async ValueTask<bool> IsLimitedAsync(CancellationToken cancellationToken) => !(await LimitsAsync(cancellationToken)).IsEmpty;

    /// <summary>What an attempt has to ask before its calls; null where nothing limits them.</summary>
    public async ValueTask<CallAllowance?> AllowanceAsync(BudgetLedger? own, StepState step, CancellationToken cancellationToken)
        => own is not null || await IsLimitedAsync(cancellationToken) ? new CallAllowance(own, this, step) : null;

    /// <summary>Reserves the most that a call can cost; gives why it must not be made, or null where it may.</summary>
    public async Task<BudgetShortfall?> ReserveAsync(string key, TokenUsage most, CancellationToken cancellationToken)
    {
        var request = new BudgetRequest { Key = key, Amount = DaySpending.ToAmount(most) };
        while (true)
        {
            var answer = await PatientlyAsync(grain => grain.Reserve(request), cancellationToken);
            if (answer.IsReserved)
            {
                return null;
            }

            if (!answer.IsWorthWaiting)
            {
                return new BudgetShortfall(BudgetScope.Day, answer.Limit, answer.Of, answer.Left, answer.Asked) { Until = answer.Until };
            }

            await Task.Delay(AskAgain, time, cancellationToken);
        }
    }

    /// <summary>Puts what a call used in its reservation's place.</summary>
    public Task SettleAsync(string key, TokenUsage used)
        => PatientlyAsync(async grain =>
        {
            await grain.Settle(new BudgetRequest { Key = key, Amount = DaySpending.ToAmount(used) });
            return true;
        }, CancellationToken.None);

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
        var limits = Budget.FromJson((JsonObject)JsonValue.Parse(reading.Budget));
        _known = new Known(limits, time.GetTimestamp());
        return limits;
    }

    // Without an answer a call must neither be made nor be refused.
    private async Task<T> PatientlyAsync<T>(Func<IBudgetGrain, Task<T>> ask, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await ask(Grain);
            }
            catch (Exception problem) when (problem is DatabaseUnusableException or DbException or TimeoutException or OrleansException)
            {
                LogWaits(problem);
                await Task.Delay(TryAgain, time, cancellationToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The day's budget waits for the database")]
    private partial void LogWaits(Exception problem);

    private sealed record Known(Budget Limits, long At);
}
