using Agents.Silo.Access;
using Agents.Silo.Budgets;
using Agents.Silo.Schedules;

namespace Agents.Silo.Deployments;

/// <summary>
/// What follows from a deployment's change, after its row has it. A process that dies before leaves nothing wrong for long: keys and routes are read again, schedules are looked at
/// now and then, and what a budget held goes on when the day is over.
/// </summary>
internal sealed class DeploymentChanges(DeploymentCatalog catalog, DeclaredSchedules schedules, DeploymentBudgets budgets, BudgetHolds holds, KeyBook keys, IGrainFactory grains)
{
    /// <summary>It is made, or has another workflow, version, path or status.</summary>
    public Task ChangedAsync(string id)
    {
        catalog.Forget();
        return schedules.RefreshAsync(id);
    }

    /// <summary>It may spend something else.</summary>
    public Task BudgetChangedAsync(string id)
    {
        budgets.Forget(id);
        return holds.ReleaseAsync();
    }

    /// <summary>It is gone.</summary>
    public async Task RemovedAsync(string id)
    {
        await ChangedAsync(id);
        await keys.RefreshAsync();
        await grains.GetGrain<IDeploymentGrain>(id).Forget();
    }
}
