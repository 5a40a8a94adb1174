using Agents.Core.Executions;
using Agents.Core.Workflows;

namespace Agents.Silo.Budgets;

/// <summary>Finds the budgets that a step's calls count for.</summary>
internal sealed class CallAllowances(FamilyBudgets families, DeploymentBudgets deployments, DayBudget day)
{
    /// <summary>What an attempt has to ask before its calls; null where nothing limits them.</summary>
    /// <param name="own">The execution's ledger; null where it has no budget of its own.</param>
    /// <param name="execution">The execution.</param>
    /// <param name="plan">Its workflow.</param>
    /// <param name="step">The step.</param>
    /// <param name="cancellationToken">Gives up asking.</param>
    public async ValueTask<CallAllowance?> OfAsync(BudgetLedger? own, ExecutionState execution, Workflow plan, StepState step, CancellationToken cancellationToken)
    {
        var family = families.ShareOf(execution, plan);
        var deployment = await deployments.ShareOfAsync(execution, cancellationToken);
        if (own is null && family is null && deployment is null && !await day.IsLimitedAsync(cancellationToken))
        {
            return null;
        }

        // Every call asks in this order, so that none waits for another in a ring.
        return new CallAllowance(own, [.. new IBudgetShare?[] { family, deployment, day }.OfType<IBudgetShare>()], step);
    }
}
