namespace Agents.Silo.Budgets;

/// <summary>Writes of what is spent.</summary>
internal static class SpendingWrites
{
    /// <summary>Writes the state after a change. Where that fails, what is in memory is what the disk has.</summary>
    public static async Task KeepAsync(this IPersistentState<DaySpending> spending, DaySpending after)
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
                spending.State = before;
            }
        }
    }
}
