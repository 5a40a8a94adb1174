using System.Text;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Silo.Budgets;

/// <summary>Keeps a shared budget: decides on what is durable, and answers after its own write is.</summary>
internal sealed class BudgetGrain([PersistentState("spending")] IPersistentState<DaySpending> spending, TimeProvider time) : Grain, IBudgetGrain
{
    private DateTimeOffset Now => time.GetUtcNow();

    /// <inheritdoc/>
    public async Task<BudgetAnswer> Reserve(BudgetRequest request)
    {
        var (after, answer) = spending.State.Reserve(request.Key, request.Amount, Now);
        if (answer.IsReserved)
        {
            await KeepAsync(after);
        }

        return answer;
    }

    /// <inheritdoc/>
    public Task Settle(BudgetRequest request) => KeepAsync(spending.State.Settle(request.Key, request.Amount, Now));

    /// <inheritdoc/>
    public Task<BudgetReading> Read() => Task.FromResult(Reading());

    /// <inheritdoc/>
    public async Task<BudgetReading> Set(byte[] budget)
    {
        await KeepAsync(spending.State.At(Now) with { Budget = Budget.FromJson((JsonObject)JsonValue.Parse(budget)).ToJson().ToJson() });
        return Reading();
    }

    private BudgetReading Reading()
    {
        var now = spending.State.At(Now);
        return new BudgetReading(Encoding.UTF8.GetBytes(now.Budget), now.Day, now.Used, DaySpending.ToAmount(now.ReservedTotal));
    }

    private async Task KeepAsync(DaySpending after)
    {
        var before = spending.State;
        spending.State = after;
        var isKept = false;
        try
        {
            await spending.WriteStateAsync();
            isKept = true;
        }
        finally
        {
            if (!isKept)
            {
                // What is in memory is what the disk has.
                spending.State = before;
            }
        }
    }
}
