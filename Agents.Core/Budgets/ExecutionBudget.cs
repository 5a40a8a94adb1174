using System.Collections.Immutable;
using Agents.Core.Workflows;

namespace Agents.Core.Budgets;

/// <summary>What an execution may spend, and what its budget has done to it.</summary>
/// <param name="Limits">The budget as it is now.</param>
public sealed record ExecutionBudget(Budget Limits)
{
    /// <summary>No limit of its own.</summary>
    public static readonly ExecutionBudget None = new(new Budget());

    /// <summary>The limits of which people were told that they are nearly spent.</summary>
    public ImmutableHashSet<string> Warned { get; init; } = [];

    /// <summary>Why the execution stands still; null where no budget holds it.</summary>
    public BudgetShortfall? Shortfall { get; init; }

    /// <summary>When the clock changes something; null where it does not, or the execution has not begun.</summary>
    internal DateTimeOffset? DueAt(DateTimeOffset? startedAt)
        => Limits.Time is { } time ? startedAt + (Warned.Contains(BudgetLimit.Time) ? time : time * (double)Budgeting.WarningShare) : null;

    /// <summary>When the time is over; null where it never is.</summary>
    internal DateTimeOffset? OverAt(DateTimeOffset? startedAt) => startedAt + Limits.Time;
}
