using Agents.Core.Executions;
using Agents.Core.Workflows;

namespace Agents.Core.Budgets;

/// <summary>The arithmetic of budgets.</summary>
public static class Budgeting
{
    /// <summary>From this share of a limit on people are warned.</summary>
    public const decimal WarningShare = 0.8m;

    /// <summary>Why <paramref name="asked"/> may not be spent on top of what is taken; null where it may. Time is not looked at.</summary>
    /// <param name="scope">Whose budget it is.</param>
    /// <param name="limits">The budget.</param>
    /// <param name="taken">What is spent, and reserved where that counts.</param>
    /// <param name="asked">What is to be spent.</param>
    public static BudgetShortfall? Shortfall(string scope, Budget limits, TokenUsage taken, TokenUsage asked)
        => Short(scope, BudgetLimit.ModelCalls, limits.ModelCalls, taken.ModelCalls, asked.ModelCalls)
            ?? Short(scope, BudgetLimit.ToolCalls, limits.ToolCalls, taken.ToolCalls, asked.ToolCalls)
            ?? Short(scope, BudgetLimit.Tokens, limits.Tokens, taken.TotalTokens, asked.TotalTokens)
            ?? Short(scope, BudgetLimit.CostUsd, limits.CostUsd, taken.CostUsd, asked.CostUsd);

    /// <summary>The limits of which so much is spent that people are warned, with what is spent and the limit.</summary>
    public static IEnumerable<(string Limit, decimal Used, decimal Of)> NearlySpent(Budget limits, TokenUsage used)
        => All(limits, used).Where(static item => item.Used > 0 && item.Used >= item.Of * WarningShare);

    /// <summary>A limit's amount; null where there is none. Time is in seconds.</summary>
    public static decimal? AmountOf(Budget limits, string limit) => limit switch
    {
        BudgetLimit.Tokens => limits.Tokens,
        BudgetLimit.CostUsd => limits.CostUsd,
        BudgetLimit.ModelCalls => limits.ModelCalls,
        BudgetLimit.ToolCalls => limits.ToolCalls,
        BudgetLimit.Time => (decimal?)limits.Time?.TotalSeconds,
        _ => throw new ArgumentOutOfRangeException(nameof(limit), limit, "Not a limit of this version."),
    };

    private static IEnumerable<(string Limit, decimal Used, decimal Of)> All(Budget limits, TokenUsage used)
    {
        if (limits.Tokens is { } tokens)
        {
            yield return (BudgetLimit.Tokens, used.TotalTokens, tokens);
        }

        if (limits.CostUsd is { } cost)
        {
            yield return (BudgetLimit.CostUsd, used.CostUsd ?? 0, cost);
        }

        if (limits.ModelCalls is { } calls)
        {
            yield return (BudgetLimit.ModelCalls, used.ModelCalls, calls);
        }

        if (limits.ToolCalls is { } toolCalls)
        {
            yield return (BudgetLimit.ToolCalls, used.ToolCalls, toolCalls);
        }
    }

    // What cannot be counted cannot be allowed: an unknown price is not 0.
    private static BudgetShortfall? Short(string scope, string limit, decimal? of, decimal? taken, decimal? asked)
        => of is not { } amount || taken + asked <= amount ? null : new BudgetShortfall(scope, limit, amount, Math.Max(0, amount - (taken ?? amount)), taken is null ? null : asked);
}
