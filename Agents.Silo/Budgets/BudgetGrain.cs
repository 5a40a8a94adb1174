using System.Text;
using Agents.Core.Workflows;

namespace Agents.Silo.Budgets;

/// <summary>Keeps a shared budget: decides on what is durable, and answers after its own write is.</summary>
internal sealed class BudgetGrain([PersistentState("spending")] IPersistentState<DaySpending> spending, TimeProvider time) : Grain, IBudgetGrain
{
    private DateTimeOffset Now => time.GetUtcNow();

    /// <inheritdoc/>
    public async Task<BudgetAnswer> Reserve(BudgetRequest request)
    {
        var known = request.Limits is { } limits ? spending.State with { Budget = Encoding.UTF8.GetString(limits) } : spending.State;
        var (after, answer) = known.Reserve(request.Key, request.Amount, Now);
        if (answer.IsReserved)
        {
            await spending.KeepAsync(after);
        }

        return answer;
    }

    /// <inheritdoc/>
    public Task Settle(BudgetRequest request) => spending.KeepAsync(spending.State.Settle(request.Key, request.Amount, Now));

    /// <inheritdoc/>
    public Task<BudgetReading> Read() => Task.FromResult(Reading());

    /// <inheritdoc/>
    public async Task<BudgetReading> Set(byte[] budget)
    {
        await spending.KeepAsync(spending.State.At(Now) with { Budget = Budget.Parse(budget).ToJson().ToJson() });
        return Reading();
    }

    private BudgetReading Reading()
    {
        var now = spending.State.At(Now);
        return new BudgetReading(Encoding.UTF8.GetBytes(now.Budget), now.Day, now.Used, DaySpending.ToAmount(now.ReservedTotal));
    }
}
