using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Agents.Core.Budgets;
using Agents.Core.Executions;
using Agents.Core.Workflows;

namespace Agents.Silo.Budgets;

/// <summary>What all executions of a day, or an execution and its sub-workflows, may spend and have spent. Immutable, so that a write that fails has changed nothing.</summary>
[GenerateSerializer]
[Alias("agents.day_spending")]
public sealed record DaySpending
{
    /// <summary>A reservation that nobody settled for so long belongs to a call that nobody waits for any more.</summary>
    internal static readonly TimeSpan LongestCall = TimeSpan.FromHours(24);

    // As many calls as may be settled here and not yet in their journals when a process dies; of more than that, some would count twice.
    private const int SettledKept = 64;

    /// <summary>The limits as JSON; empty limits nothing.</summary>
    [Id(0)]
    public string Budget { get; init; } = "{}";

    /// <summary>The day in UTC that is counted.</summary>
    [Id(1)]
    public string Day { get; init; } = "";

    /// <summary>What is spent on that day.</summary>
    [Id(2)]
    public SpentAmount Used { get; init; } = Nothing;

    /// <summary>Reservations of calls under way, by their keys.</summary>
    [Id(3)]
    public ImmutableDictionary<string, ReservedAmount> Reserved { get; init; } = ImmutableDictionary<string, ReservedAmount>.Empty;

    /// <summary>Whether it is of one execution and its sub-workflows, which no day ends.</summary>
    [Id(4)]
    public bool IsLasting { get; init; }

    /// <summary>
    /// The last calls that were settled, the oldest first, and what they used, which <see cref="Used"/> has. One whose answer was lost with its process is made again
    /// under its key, and takes the place of itself.
    /// </summary>
    [Id(5)]
    public ImmutableList<SettledAmount> Settled { get; init; } = [];

    internal static SpentAmount Nothing { get; } = new(0, 0, 0, 0);

    internal Budget Limits => Core.Workflows.Budget.Parse(Encoding.UTF8.GetBytes(Budget));

    internal TokenUsage ReservedTotal => Reserved.Values.Aggregate(TokenUsage.None, static (sum, reserved) => sum + ToUsage(reserved.Amount));

    /// <summary>A new day begins with nothing spent; calls that are under way count for it.</summary>
    internal DaySpending At(DateTimeOffset now)
    {
        var day = IsLasting ? Day : now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var forgotten = Reserved.Where(item => item.Value.At + LongestCall < now).Select(static item => item.Key);
        var today = Day == day ? this : this with { Day = day, Used = Nothing, Settled = [] };
        return today with { Reserved = Reserved.RemoveRange(forgotten) };
    }

    /// <summary>The spending with an amount reserved, or why it must not be.</summary>
    internal (DaySpending After, BudgetAnswer Answer) Reserve(string key, SpentAmount amount, DateTimeOffset now)
    {
        var today = At(now).Unsettle(key);
        var others = today with { Reserved = today.Reserved.Remove(key) };
        var (limits, used, asked) = (Limits, ToUsage(today.Used), ToUsage(amount));
        if (Budgeting.Shortfall(BudgetScope.Day, limits, used + others.ReservedTotal, asked) is not { } shortfall)
        {
            return (today with { Reserved = today.Reserved.SetItem(key, new ReservedAmount(amount, now)) }, new BudgetAnswer { IsReserved = true });
        }

        var hopeless = Budgeting.Shortfall(BudgetScope.Day, limits, used, asked);
        var told = hopeless ?? shortfall;
        return (this, new BudgetAnswer
        {
            IsReserved = false,
            IsWorthWaiting = hopeless is null,
            Limit = told.Limit,
            Of = told.Of,
            Left = told.Left,
            Asked = told.Asked,
            Until = IsLasting ? null : new DateTimeOffset(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero),
        });
    }

    /// <summary>The spending with what a call used in its reservation's place. One that is not reserved is settled already.</summary>
    internal DaySpending Settle(string key, SpentAmount used, DateTimeOffset now)
    {
        var today = At(now);
        if (!today.Reserved.ContainsKey(key))
        {
            return today;
        }

        var settled = used == Nothing ? today.Settled : today.Settled.Add(new SettledAmount(key, used));
        return today with
        {
            Reserved = today.Reserved.Remove(key),
            Used = ToAmount(ToUsage(today.Used) + ToUsage(used)),
            Settled = settled.Count > SettledKept ? settled.RemoveAt(0) : settled,
        };
    }

    private DaySpending Unsettle(string key)
        => Settled.Find(item => item.Key == key) is { } settled
            ? this with { Settled = Settled.Remove(settled), Used = ToAmount(ToUsage(Used) - ToUsage(settled.Amount)) }
            : this;

    internal static TokenUsage ToUsage(SpentAmount amount) => new(amount.InputTokens, amount.OutputTokens, amount.CostUsd, amount.ModelCalls) { ToolCalls = amount.ToolCalls };

    internal static SpentAmount ToAmount(TokenUsage usage) => new(usage.InputTokens, usage.OutputTokens, usage.CostUsd, usage.ModelCalls, usage.ToolCalls);
}

/// <summary>The most that a call under way can cost.</summary>
/// <param name="Amount">The amount.</param>
/// <param name="At">When it was reserved.</param>
[GenerateSerializer]
[Alias("agents.reserved_amount")]
public sealed record ReservedAmount([property: Id(0)] SpentAmount Amount, [property: Id(1)] DateTimeOffset At);

/// <summary>What a call used.</summary>
/// <param name="Key">The call's key.</param>
/// <param name="Amount">The amount.</param>
[GenerateSerializer]
[Alias("agents.settled_amount")]
public sealed record SettledAmount([property: Id(0)] string Key, [property: Id(1)] SpentAmount Amount);
