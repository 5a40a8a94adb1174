using Agents.Core.Budgets;
using Agents.Core.Executions;
using Agents.Core.Workflows;

namespace Agents.Silo.Budgets;

/// <summary>The budgets that executions share with their sub-workflows. An execution without a budget above it, or of its own and sub-workflows, pays nothing for them.</summary>
internal sealed class FamilyBudgets(IGrainFactory grains, BudgetPatience patience)
{
    /// <summary>What an execution shares; null where that is nothing.</summary>
    public FamilyShare? ShareOf(ExecutionState execution, Workflow plan)
    {
        var above = execution.Parent?.BudgetOwners ?? [];
        return IsOwner(execution, plan) ? new FamilyShare(this, execution.Id, [execution.Id, .. above])
            : above.Count > 0 ? new FamilyShare(this, execution.Id, above)
            : null;
    }

    /// <summary>Whether sub-workflows count for the execution's own budget.</summary>
    public static bool IsOwner(ExecutionState execution, Workflow plan) => HasLimits(execution) && plan.AllStates().Any(static state => state is WorkflowState);

    /// <summary>Whose budgets a sub-workflow of an execution counts for, the nearest first.</summary>
    public static IEnumerable<string> OwnersAbove(ExecutionState parent)
        => (HasLimits(parent) ? [parent.Id] : Enumerable.Empty<string>()).Concat(parent.Parent?.BudgetOwners ?? []);

    /// <summary>Reserves in one owner's budget; gives why a call must not be made, or null where it may.</summary>
    public Task<BudgetShortfall?> ReserveAsync(string owner, string scope, string key, TokenUsage most, CancellationToken cancellationToken)
    {
        var request = new BudgetRequest { Key = key, Amount = DaySpending.ToAmount(most) };
        return patience.ReserveAsync(scope, () => GrainOf(owner).Reserve(request), cancellationToken);
    }

    /// <summary>Puts what a call used in its reservation's place.</summary>
    public Task SettleAsync(string owner, string key, TokenUsage used)
        => patience.TellAsync(() => GrainOf(owner).Settle(new BudgetRequest { Key = key, Amount = DaySpending.ToAmount(used) }));

    /// <summary>Whether a limit that refused a call is another one by now.</summary>
    public async Task<bool> IsChangedAsync(string owner, BudgetShortfall shortfall)
    {
        var reading = await patience.AskAsync(() => GrainOf(owner).Read(), CancellationToken.None);
        return Budgeting.AmountOf(Budget.Parse(reading.Budget), shortfall.Limit) != shortfall.Of;
    }

    /// <summary>What an owner and its sub-workflows have spent.</summary>
    public Task<BudgetReading> ReadAsync(string owner) => GrainOf(owner).Read();

    /// <summary>An owner's budget was changed.</summary>
    public Task RefreshAsync(string owner) => GrainOf(owner).Refresh();

    // One that a budget above held has no limits of its own.
    private static bool HasLimits(ExecutionState execution) => execution.Budget is { Limits.IsEmpty: false };

    private IFamilyBudgetGrain GrainOf(string owner) => grains.GetGrain<IFamilyBudgetGrain>(owner);
}

/// <summary>The budgets that one execution's calls count for beside its own ledger.</summary>
/// <param name="Budgets">Where they are asked.</param>
/// <param name="Self">The execution.</param>
/// <param name="Owners">Whose they are, the nearest first: every call asks in this order, so that none waits for another in a ring.</param>
internal sealed record FamilyShare(FamilyBudgets Budgets, string Self, IReadOnlyList<string> Owners) : IBudgetShare
{
    /// <summary>Reserves in all of them or in none.</summary>
    public async Task<ShareAnswer> ReserveAsync(string key, TokenUsage most, CancellationToken cancellationToken)
    {
        var reserved = 0;
        var isAllowed = false;
        try
        {
            foreach (var owner in Owners)
            {
                var scope = owner == Self ? BudgetScope.Execution : BudgetScope.Parent;
                if (await Budgets.ReserveAsync(owner, scope, key, most, cancellationToken) is { } shortfall)
                {
                    return ShareAnswer.Of(owner == Self ? shortfall : shortfall with { Owner = owner });
                }

                reserved++;
            }

            isAllowed = true;
            return ShareAnswer.Of(null);
        }
        finally
        {
            foreach (var owner in isAllowed ? [] : Owners.Take(reserved))
            {
                await Budgets.SettleAsync(owner, key, TokenUsage.None);
            }
        }
    }

    /// <summary>Puts what a call used in its reservations' place.</summary>
    public async Task SettleAsync(string key, TokenUsage used)
    {
        foreach (var owner in Owners)
        {
            await Budgets.SettleAsync(owner, key, used);
        }
    }
}
