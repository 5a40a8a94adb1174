using Agents.Client.Executions;

namespace Agents.Client.Budgets;

/// <summary>What is spent or reserved.</summary>
/// <param name="Tokens">Input and output tokens.</param>
/// <param name="CostUsd">US dollars; null where a price is unknown.</param>
/// <param name="ModelCalls">Model calls.</param>
/// <param name="ToolCalls">Tool calls, retries included.</param>
public sealed record SpendingRecord(long Tokens, decimal? CostUsd, int ModelCalls, int ToolCalls = 0);

/// <summary>Why a budget holds an execution.</summary>
/// <param name="Scope">Whose budget it is: <c>execution</c>, <c>parent</c> (of an execution that waits for it), <c>deployment</c> or <c>day</c>.</param>
/// <param name="Limit">Which limit: <c>tokens</c>, <c>cost_usd</c>, <c>time</c> (seconds) or <c>model_calls</c>.</param>
/// <param name="Of">The limit.</param>
/// <param name="Left">What is left of it.</param>
/// <param name="Asked">What was to be spent; null where that is unknown, and where time is over.</param>
/// <param name="Until">When it goes on by itself; null where the budget has to be raised.</param>
/// <param name="Message">The same in a sentence.</param>
public sealed record ShortfallRecord(string Scope, string Limit, decimal Of, decimal Left, decimal? Asked, DateTimeOffset? Until, string Message);

/// <summary>The answer of <c>GET /executions/{id}/budget</c>.</summary>
/// <param name="Budget">What it may spend; null means no limit.</param>
/// <param name="Used">What is spent and recorded.</param>
/// <param name="Reserved">The most that its calls under way may still cost; counted only where there is a budget.</param>
/// <param name="Exceeded">Why a budget holds it; null where none does.</param>
public sealed record ExecutionBudgetRecord(BudgetRecord? Budget, SpendingRecord Used, SpendingRecord Reserved, ShortfallRecord? Exceeded);

/// <summary>The budgets that executions share, as <c>GET /settings/budgets</c> answers.</summary>
/// <param name="Day">That of a day in UTC.</param>
public sealed record SharedBudgetsRecord(DayBudgetRecord Day);

/// <summary>The budget of a day.</summary>
/// <param name="Budget">What all executions together may spend in a day; null means no limit.</param>
/// <param name="Date">The day in UTC, as yyyy-MM-dd.</param>
/// <param name="Used">What was spent on it since a limit was set.</param>
/// <param name="Reserved">The most that calls under way may still cost.</param>
public sealed record DayBudgetRecord(BudgetRecord? Budget, string Date, SpendingRecord Used, SpendingRecord Reserved);

/// <summary>The body of <c>PUT /settings/budgets</c>.</summary>
/// <param name="Day">What all executions together may spend in a day in UTC; null means no limit.</param>
public sealed record SetBudgets(BudgetRecord? Day);
