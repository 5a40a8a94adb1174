using Agents.Core.Executions;
using Agents.Silo.Budgets;

namespace Agents.Silo.Tests.Budgets;

/// <summary>What a shared budget counts when calls are made again after a crash.</summary>
public sealed class DaySpendingTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly SpentAmount Most = new(10, 10, 0.2m, 1);
    private static readonly SpentAmount Used = new(8, 4, 0.1m, 1);

    private static DaySpending Limited(string budget) => new DaySpending { Budget = budget }.At(Noon);

    private static DaySpending Reserve(DaySpending spending, string key, DateTimeOffset now)
    {
        var (after, answer) = spending.Reserve(key, Most, now);
        answer.IsReserved.ShouldBeTrue();
        return after;
    }

    private static DaySpending Call(DaySpending spending, string key, DateTimeOffset now) => Reserve(spending, key, now).Settle(key, Used, now);

    [Fact]
    public void CallMadeAgainAfterItWasSettled_CountsOnce()
    {
        var spending = Call(Limited("""{"model_calls":2}"""), "first", Noon);

        spending = Call(Call(spending, "first", Noon), "second", Noon);

        spending.Used.ShouldBe(new SpentAmount(16, 8, 0.2m, 2));
        spending.Reserve("third", Most, Noon).Answer.IsReserved.ShouldBeFalse();
    }

    [Fact]
    public void CallMadeAgain_MaySpendWhatItSpentBefore()
    {
        var spending = Call(Limited("""{"tokens":20}"""), "only", Noon);
        spending.Reserve("another", Most, Noon).Answer.IsReserved.ShouldBeFalse();

        spending = Reserve(spending, "only", Noon);

        spending.Used.ShouldBe(DaySpending.Nothing);
        spending.Settle("only", DaySpending.Nothing, Noon).Used.ShouldBe(DaySpending.Nothing);
    }

    [Fact]
    public void CallMadeAgainOnTheNextDay_TakesNothingFromIt()
    {
        var spending = Call(Limited("""{"model_calls":2}"""), "first", Noon);

        spending = Reserve(Call(spending, "second", Noon.AddDays(1)), "first", Noon.AddDays(1));

        spending.Used.ShouldBe(Used);
    }

    [Fact]
    public void RefusedCall_LeavesWhatItSpentBefore()
    {
        var spending = Call(Limited("""{"model_calls":2}"""), "first", Noon) with { Budget = """{"model_calls":0}""" };

        var (after, answer) = spending.Reserve("first", Most, Noon);

        answer.IsReserved.ShouldBeFalse();
        after.Used.ShouldBe(Used);
    }

    [Fact]
    public void WhateverIsReservedSettledAndMadeAgain_TheDayIsTheSumOfItsCalls()
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            var (random, spending, now) = (new Random(seed), Limited("{}"), Noon);
            var (settled, open) = (new Dictionary<string, SpentAmount>(), new List<string>());
            for (var turn = 0; turn < 60; turn++)
            {
                now += TimeSpan.FromSeconds(1);
                switch (random.Next(4))
                {
                    case 0 or 1:
                        // One that is made again after a crash has the key that it had.
                        var key = $"call-{random.Next(30)}";
                        spending = Reserve(spending, key, now);
                        settled.Remove(key);
                        open.Remove(key);
                        open.Add(key);
                        break;
                    case 2 when open.Count > 0:
                        var answered = open[random.Next(open.Count)];
                        var used = new SpentAmount(random.Next(100), random.Next(100), random.Next(100) / 1_000m, 1, random.Next(3));
                        spending = spending.Settle(answered, used, now).Settle(answered, used, now);
                        open.Remove(answered);
                        settled[answered] = used;
                        break;
                    default:
                        spending = spending.Settle("nobody's", Used, now);
                        break;
                }
            }

            spending.Used.ShouldBe(DaySpending.ToAmount(settled.Values.Select(DaySpending.ToUsage).Aggregate(TokenUsage.None, static (sum, one) => sum + one)), $"seed {seed}");
            spending.ReservedTotal.ModelCalls.ShouldBe(open.Count, $"seed {seed}");
        }
    }

    [Fact]
    public void OnlyTheLastCallsAreKnown()
    {
        var spending = Limited("{}");
        for (var call = 0; call < 100; call++)
        {
            spending = Call(spending, $"call-{call}", Noon);
        }

        spending.Used.ModelCalls.ShouldBe(100);
        spending.Settled.Count.ShouldBe(64);
        spending.Settled[^1].Key.ShouldBe("call-99");
    }
}
