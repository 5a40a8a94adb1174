using Agents.Core.Budgets;
using Agents.Core.Executions;
using Agents.Core.Workflows;
using Agents.Silo.Budgets;

namespace Agents.Silo.Tests.Budgets;

public sealed class BudgetLedgerTests
{
    private static readonly TokenUsage OneCall = new(0, 0, 0, 1);

    private static BudgetLedger Ledger(Budget limits) => new(BudgetScope.Execution, limits, TokenUsage.None);

    private static Task<BudgetShortfall?> Ask(BudgetLedger ledger, int step, TokenUsage asked, CancellationToken stop = default)
        => ledger.ReserveAsync(new StepId($"s{step}"), 1, "0", asked, stop);

    [Fact]
    public async Task FiftyCallsAtOnce_OnABudgetForTen_TenAreMade()
    {
        var ledger = Ledger(new Budget { ModelCalls = 10 });
        var calls = Enumerable.Range(0, 50).Select(step => Task.Run(async () =>
        {
            if (await Ask(ledger, step, OneCall) is not null)
            {
                return 0;
            }

            await Task.Yield();
            ledger.Settle(new StepId($"s{step}"), 1, "0", OneCall);
            return 1;
        })).ToList();

        (await Task.WhenAll(calls)).Sum().ShouldBe(10);
    }

    [Fact]
    public async Task CallThatWouldFitIfOthersUsedLess_WaitsAndIsMade()
    {
        var ledger = Ledger(new Budget { Tokens = 100 });
        (await Ask(ledger, 1, new TokenUsage(0, 80, 0, 1))).ShouldBeNull();
        var second = Ask(ledger, 2, new TokenUsage(0, 80, 0, 1));
        second.IsCompleted.ShouldBeFalse();

        ledger.Settle(new StepId("s1"), 1, "0", new TokenUsage(0, 20, 0, 1));

        (await second).ShouldBeNull();
        ledger.Reserved.TotalTokens.ShouldBe(80);
    }

    [Fact]
    public async Task CallThatCannotFit_IsRefusedWithWhatIsLeft()
    {
        var ledger = Ledger(new Budget { Tokens = 100 });
        (await Ask(ledger, 1, new TokenUsage(0, 80, 0, 1))).ShouldBeNull();
        var second = Ask(ledger, 2, new TokenUsage(0, 80, 0, 1));

        ledger.Settle(new StepId("s1"), 1, "0", new TokenUsage(0, 21, 0, 1));

        (await second).ShouldBe(new BudgetShortfall(BudgetScope.Execution, BudgetLimit.Tokens, 100, 79, 80));
    }

    [Fact]
    public async Task RecordedAttempt_CountsOnce()
    {
        var ledger = Ledger(new Budget { ModelCalls = 2 });
        await Ask(ledger, 1, OneCall);
        ledger.Settle(new StepId("s1"), 1, "0", OneCall);

        ledger.Record(new Budget { ModelCalls = 2 }, OneCall, (new StepId("s1"), 1));

        (await Ask(ledger, 2, OneCall)).ShouldBeNull();
        (await Ask(ledger, 3, new TokenUsage(0, 0, 0, 2))).ShouldNotBeNull();
    }

    [Fact]
    public async Task StoppedAttempt_GivesBackWhatItReserved_AndWhoWaitsIsServed()
    {
        var ledger = Ledger(new Budget { ModelCalls = 1 });
        await Ask(ledger, 1, OneCall);
        var second = Ask(ledger, 2, OneCall);

        ledger.Forget(new StepId("s1"), 1);

        (await second).ShouldBeNull();
    }

    [Fact]
    public async Task WaitThatIsCancelled_LeavesNothingReserved()
    {
        var ledger = Ledger(new Budget { ModelCalls = 1 });
        await Ask(ledger, 1, OneCall);
        using var stop = new CancellationTokenSource();
        var second = Ask(ledger, 2, OneCall, stop.Token);

        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(second);
        ledger.Release(new StepId("s1"), 1, "0");

        ledger.Reserved.ShouldBe(TokenUsage.None);
        (await Ask(ledger, 3, OneCall)).ShouldBeNull();
    }

    [Fact]
    public async Task RaisedLimit_ServesWhoWaits()
    {
        var ledger = Ledger(new Budget { ModelCalls = 1 });
        await Ask(ledger, 1, OneCall);
        var second = Ask(ledger, 2, OneCall);

        ledger.Record(new Budget(), TokenUsage.None, null);

        (await second).ShouldBeNull();
    }
}
