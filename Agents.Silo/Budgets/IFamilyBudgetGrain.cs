namespace Agents.Silo.Budgets;

/// <summary>
/// The budget of an execution that sub-workflows share; the key is the execution's id. Durable: what is reserved and spent survives the process.
/// The limits are those of the execution's journal.
/// </summary>
[Alias("agents.family_budget")]
public interface IFamilyBudgetGrain : IGrainWithStringKey
{
    /// <summary>Reserves the most that a call can cost. Asked again with the same key it reserves once.</summary>
    [Alias("reserve")]
    Task<BudgetAnswer> Reserve(BudgetRequest request);

    /// <summary>Puts what a call used in the place of its reservation. Told again it does nothing.</summary>
    [Alias("settle")]
    Task Settle(BudgetRequest request);

    /// <summary>The budget, and what the execution and its sub-workflows have spent and reserved.</summary>
    [Alias("read")]
    Task<BudgetReading> Read();

    /// <summary>Reads the limits anew: they were changed.</summary>
    [Alias("refresh")]
    Task Refresh();
}
