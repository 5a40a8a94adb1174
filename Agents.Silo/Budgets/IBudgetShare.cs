using Agents.Core.Budgets;
using Agents.Core.Executions;

namespace Agents.Silo.Budgets;

/// <summary>Budgets that a call counts for beside its execution's own ledger.</summary>
internal interface IBudgetShare
{
    /// <summary>Reserves the most that a call can cost; asked again with the same key it reserves once.</summary>
    Task<ShareAnswer> ReserveAsync(string key, TokenUsage most, CancellationToken cancellationToken);

    /// <summary>Puts what a call used in its reservation's place.</summary>
    Task SettleAsync(string key, TokenUsage used);
}

/// <summary>Whether a call may be made.</summary>
/// <param name="IsReserved">Whether there is a reservation to settle: nothing is reserved where nothing is limited.</param>
/// <param name="Shortfall">Why it must not be made; null where it may.</param>
internal readonly record struct ShareAnswer(bool IsReserved, BudgetShortfall? Shortfall)
{
    /// <summary>Nothing is limited.</summary>
    public static ShareAnswer Free => default;

    public static ShareAnswer Of(BudgetShortfall? shortfall) => new(shortfall is null, shortfall);
}
