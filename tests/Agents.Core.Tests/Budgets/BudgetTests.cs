using Agents.Core.Budgets;
using Agents.Core.Executions;
using Agents.Core.Executions.Commands;
using Agents.Core.Executions.Events;
using Agents.Core.Executions.Replays;
using Agents.Core.Json;
using Agents.Core.Tests.Executions;
using Agents.Core.Workflows;

namespace Agents.Core.Tests.Budgets;

public sealed class BudgetTests
{
    private static readonly BudgetShortfall TooFewTokens = new(BudgetScope.Execution, BudgetLimit.Tokens, 100, 20, 50);

    private static Workflow Plan(Budget? budget) => Plans.Machine(Plans.Agent("a", next: "b"), Plans.Agent("b")) with { Budget = budget };

    private static ModelReplied Reply(Run run, long tokens)
        => new(run.Now, run.Step.Id, run.Step.Attempt, 0) { Provider = "p", Model = "m", Text = "", Usage = new TokenUsage(tokens, 0, 0.01m, 1) };

    private static void Answer(Run run, long tokens)
        => run.Take(new FinishStep(run.Now, run.Step.Id, run.Step.Attempt, "done", null, [Reply(run, tokens)], 0)).ShouldBeOfType<Accepted>();

    private static void Defer(Run run, BudgetShortfall shortfall, params IReadOnlyList<ModelReplied> calls)
        => run.Take(new DeferStep(run.Now, run.Step.Id, run.Step.Attempt, shortfall, calls)).ShouldBeOfType<Accepted>();

    [Fact]
    public void DeferredStep_GoesBackToPendingAndTheExecutionStandsStill()
    {
        var run = Run.Start(Plan(new Budget { Tokens = 100 }));

        Defer(run, TooFewTokens);

        run.State.Status.ShouldBe(ExecutionStatus.BudgetExceeded);
        run.State.Budget!.Shortfall.ShouldBe(TooFewTokens);
        (run.Step.Status, run.Step.Attempt).ShouldBe((StepStatus.Pending, 1));
        run.Work.ShouldBeEmpty();
        Execution.DueAt(run.State).ShouldBeNull();
        run.Reload().Budget!.Shortfall.ShouldBe(TooFewTokens);
    }

    [Fact]
    public void RaisedBudget_BeginsTheSameAttemptAgain()
    {
        var run = Run.Start(Plan(new Budget { Tokens = 100 }));
        Defer(run, TooFewTokens);

        run.Take(new ChangeBudget(run.Now, new Budget { Tokens = 200 }, "user:ada"));

        run.State.Status.ShouldBe(ExecutionStatus.Running);
        run.Work.ShouldHaveSingleItem().Attempt.ShouldBe(1);
        run.Types.TakeLast(4).ShouldBe(["execution.budget_exceeded", "budget.changed", "execution.resumed", "step.started"]);
        run.Finish().State.Status.ShouldBe(ExecutionStatus.Completed);
    }

    [Fact]
    public void BudgetRaisedTooLittle_LeavesItHeld()
    {
        var run = Run.Start(Plan(new Budget { Tokens = 40 }));
        Defer(run, TooFewTokens with { Of = 40 });

        run.Take(new ChangeBudget(run.Now, new Budget { Tokens = 49 }, null));

        run.State.Status.ShouldBe(ExecutionStatus.BudgetExceeded);
        run.Take(new ResumeExecution(run.Now, null)).ShouldBeOfType<Refused>().Message.ShouldContain("PUT /api/v1/executions/e1/budget");
    }

    [Fact]
    public void AttemptThatWasAnsweredOnce_GoesOnAsTheNextAttempt()
    {
        var run = Run.Start(Plan(new Budget { Tokens = 100 }));

        Defer(run, TooFewTokens, Reply(run, 80));
        run.Take(new ChangeBudget(run.Now, new Budget { Tokens = 1_000 }, null));

        run.Work.ShouldHaveSingleItem().Attempt.ShouldBe(2);
        run.State.Usage.TotalTokens.ShouldBe(80);
    }

    [Fact]
    public void RefusalByALimitThatWasRaisedMeanwhile_TriesAgainAtOnce()
    {
        var run = Run.Start(Plan(new Budget { Tokens = 100 }));
        run.Take(new ChangeBudget(run.Now, new Budget { Tokens = 200 }, null));

        Defer(run, TooFewTokens);

        run.State.Status.ShouldBe(ExecutionStatus.Running);
        run.Work.ShouldHaveSingleItem();
    }

    [Fact]
    public void RefusalWhilePaused_TriesAgainOnResume()
    {
        var run = Run.Start(Plan(new Budget { Tokens = 100 }));
        run.Take(new PauseExecution(run.Now, null, null));
        Defer(run, TooFewTokens);
        run.State.Status.ShouldBe(ExecutionStatus.Paused);

        run.Take(new ResumeExecution(run.Now, null));

        run.Work.ShouldHaveSingleItem().Attempt.ShouldBe(1);
    }

    [Fact]
    public void DaysBudget_GoesOnWhenItsDayIsOver()
    {
        var run = Run.Start(Plan(null));
        var midnight = run.Now.AddHours(3);
        Defer(run, TooFewTokens with { Scope = BudgetScope.Day, Until = midnight });
        Execution.SleepsUntil(run.State).ShouldBe(midnight);

        run.Pass(TimeSpan.FromHours(1)).State.Status.ShouldBe(ExecutionStatus.BudgetExceeded);
        run.Pass(TimeSpan.FromHours(2)).State.Status.ShouldBe(ExecutionStatus.Running);

        run.Work.ShouldHaveSingleItem();
    }

    [Fact]
    public void NearlySpentLimit_WarnsOnceAndAgainAfterAChange()
    {
        var run = Run.Start(Plan(new Budget { Tokens = 100, ModelCalls = 100 }));

        Answer(run, 79);
        run.Types.ShouldNotContain("budget.warned");
        Answer(run, 1);

        run.Journal.OfType<BudgetWarned>().ShouldHaveSingleItem().ShouldBe(new BudgetWarned(run.Now, BudgetLimit.Tokens, 80, 100));
    }

    [Fact]
    public void TimeThatIsOver_LetsRunningStepsFinishAndBeginsNothing()
    {
        var run = Run.Start(Plan(new Budget { Time = TimeSpan.FromMinutes(10) }));
        Execution.DueAt(run.State).ShouldBe(run.Now.AddMinutes(5), "the step's own limit comes first");
        run.Take(new FinishStep(run.Now, run.Step.Id, 1, null, new ExecutionError(ErrorCategory.Provider, "down") { RetryAfter = TimeSpan.FromMinutes(20) }, [], 0));

        run.Pass(TimeSpan.FromMinutes(8)).Types[^1].ShouldBe("budget.warned");
        run.Pass(TimeSpan.FromMinutes(2)).State.Status.ShouldBe(ExecutionStatus.BudgetExceeded);
        run.Pass(TimeSpan.FromMinutes(15)).Work.ShouldBeEmpty();

        run.Take(new ChangeBudget(run.Now, new Budget { Time = TimeSpan.FromHours(1) }, null));
        run.State.Status.ShouldBe(ExecutionStatus.Running);
        run.Pass(TimeSpan.Zero).Work.ShouldHaveSingleItem().Attempt.ShouldBe(2);
    }

    [Fact]
    public void TimeThatIsOverWhileAStepRuns_IsNotLostWithItsResult()
    {
        var run = Run.Start(Plan(new Budget { Time = TimeSpan.FromMinutes(2) }));
        run.Pass(TimeSpan.FromMinutes(3));

        run.Succeed("late but paid");

        run.State.Status.ShouldBe(ExecutionStatus.BudgetExceeded);
        run.State.Context.Find("steps").ShouldNotBeNull();
        run.Work.ShouldBeEmpty();
        run.Take(new ChangeBudget(run.Now, new Budget(), null));
        run.Work.ShouldHaveSingleItem().State.ShouldBe("b");
    }

    [Fact]
    public void JournalOfAHeldExecution_IsReplayedIdentically()
    {
        var plan = Plan(new Budget { Tokens = 100, Time = TimeSpan.FromMinutes(1) });
        var run = Run.Start(plan);
        Defer(run, TooFewTokens, Reply(run, 80));
        run.Take(new ChangeBudget(run.Now, new Budget { Tokens = 1_000, Time = TimeSpan.FromMinutes(1) }, "user:ada"));
        Answer(run, 850);
        run.Pass(TimeSpan.FromMinutes(2));
        run.Take(new ChangeBudget(run.Now, new Budget(), null));
        run.Finish();

        run.Types.ShouldContain("budget.warned");
        Replay.Of(run.Journal, plan).ShouldBe(new ReplayResult(run.Journal.Count, run.Journal.Count, null));
    }

    [Fact]
    public void ForkOfAHeldExecution_GoesOnWithTheRaisedBudgetAndNothingSpent()
    {
        var run = Run.Start(Plan(new Budget { Tokens = 100 }));
        Defer(run, TooFewTokens, Reply(run, 80));
        run.Take(new ChangeBudget(run.Now, new Budget { Tokens = 500 }, null));
        Answer(run, 90);
        Defer(run, TooFewTokens with { Of = 500 });

        var fork = run.Fork(new AfterEvent(run.Journal.Count));

        fork.State.Status.ShouldBe(ExecutionStatus.Running);
        fork.State.Budget.ShouldNotBeNull().Limits.Tokens.ShouldBe(500);
        fork.State.Usage.TotalTokens.ShouldBe(0);
        fork.Work.ShouldHaveSingleItem().State.ShouldBe("b");
    }

    [Fact]
    public void BudgetOfTheStart_GoesBeforeTheDefinitionsLimitByLimit()
    {
        var run = new Run(Plan(new Budget { Tokens = 100, ModelCalls = 5 }));

        run.Take(new StartExecution(run.Now) { ExecutionId = "e1", WorkflowVersion = 1, Inputs = JsonObject.Empty, Budget = new Budget { Tokens = 50 } });

        run.Reload().Budget!.Limits.ShouldBe(new Budget { Tokens = 50, ModelCalls = 5 });
    }

    [Theory]
    [InlineData(90, 10, null)]
    [InlineData(90, 11, "tokens")]
    [InlineData(100, 0, null)]
    [InlineData(120, 0, "tokens")]
    public void Shortfall_IsWhatDoesNotFit(long taken, long asked, string? limit)
    {
        var shortfall = Budgeting.Shortfall(BudgetScope.Execution, new Budget { Tokens = 100 }, new TokenUsage(taken, 0, null, 1), new TokenUsage(asked, 0, null, 1));

        (shortfall?.Limit).ShouldBe(limit);
    }

    [Fact]
    public void UnknownPrice_FitsNoBudgetInDollars()
        => Budgeting.Shortfall(BudgetScope.Day, new Budget { CostUsd = 1 }, TokenUsage.None, new TokenUsage(1, 1, null, 1))!.Asked.ShouldBeNull();
}
