namespace Agents.Silo.Budgets;

/// <summary>A budget that many executions share; the key is its scope. Durable: what is reserved and spent survives the process.</summary>
[Alias("agents.budget")]
public interface IBudgetGrain : IGrainWithStringKey
{
    /// <summary>Reserves the most that a call can cost. Asked again with the same key it reserves once.</summary>
    [Alias("reserve")]
    Task<BudgetAnswer> Reserve(BudgetRequest request);

    /// <summary>Puts what a call used in the place of its reservation. Told again it does nothing.</summary>
    [Alias("settle")]
    Task Settle(BudgetRequest request);

    /// <summary>The budget and what is left of it.</summary>
    [Alias("read")]
    Task<BudgetReading> Read();

    /// <summary>Sets the budget, as one JSON object in UTF-8; an empty one limits nothing.</summary>
    [Alias("set")]
    Task<BudgetReading> Set(byte[] budget);
}

/// <summary>An amount under a key.</summary>
[GenerateSerializer]
[Alias("agents.budget_request")]
public sealed record BudgetRequest
{
    /// <summary>The call's idempotency key.</summary>
    [Id(0)]
    public required string Key { get; init; }

    /// <summary>The most that it can cost, or what it used.</summary>
    [Id(1)]
    public required SpentAmount Amount { get; init; }

    /// <summary>The limits where they are kept elsewhere, as one JSON object in UTF-8; null where the grain keeps them itself.</summary>
    [Id(2)]
    public byte[]? Limits { get; init; }
}

/// <summary>Tokens and money.</summary>
/// <param name="InputTokens">Tokens sent.</param>
/// <param name="OutputTokens">Tokens received.</param>
/// <param name="CostUsd">US dollars; null where a price is unknown.</param>
/// <param name="ModelCalls">How many calls of models.</param>
/// <param name="ToolCalls">How many calls of tools.</param>
[GenerateSerializer]
[Alias("agents.spent_amount")]
public sealed record SpentAmount(
    [property: Id(0)] long InputTokens,
    [property: Id(1)] long OutputTokens,
    [property: Id(2)] decimal? CostUsd,
    [property: Id(3)] int ModelCalls,
    [property: Id(4)] int ToolCalls = 0);

/// <summary>Whether a call may be made.</summary>
[GenerateSerializer]
[Alias("agents.budget_answer")]
public sealed record BudgetAnswer
{
    /// <summary>Whether the amount is reserved.</summary>
    [Id(0)]
    public required bool IsReserved { get; init; }

    /// <summary>Whether asking again soon may help, because calls under way mostly use less than they reserve.</summary>
    [Id(1)]
    public bool IsWorthWaiting { get; init; }

    /// <summary>The limit that does not allow it; empty where it is reserved.</summary>
    [Id(2)]
    public string Limit { get; init; } = "";

    /// <summary>The limit's amount.</summary>
    [Id(3)]
    public decimal Of { get; init; }

    /// <summary>What is left of it.</summary>
    [Id(4)]
    public decimal Left { get; init; }

    /// <summary>What was asked; null where that is unknown.</summary>
    [Id(5)]
    public decimal? Asked { get; init; }

    /// <summary>When the budget begins anew.</summary>
    [Id(6)]
    public DateTimeOffset? Until { get; init; }
}

/// <summary>A budget as it is now.</summary>
/// <param name="Budget">The limits, as one JSON object in UTF-8.</param>
/// <param name="Day">The day in UTC that is counted, as yyyy-MM-dd.</param>
/// <param name="Used">What is spent.</param>
/// <param name="Reserved">What calls under way may still cost.</param>
[GenerateSerializer]
[Alias("agents.budget_reading")]
public sealed record BudgetReading(
    [property: Id(0)] byte[] Budget, [property: Id(1)] string Day, [property: Id(2)] SpentAmount Used, [property: Id(3)] SpentAmount Reserved);
