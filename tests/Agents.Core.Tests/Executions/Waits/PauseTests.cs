using Agents.Core.Approvals;
using Agents.Core.Executions;
using Agents.Core.Executions.Commands;
using Agents.Core.Workflows;

namespace Agents.Core.Tests.Executions.Waits;

public sealed class PauseTests
{
    private static readonly Workflow TwoSteps = Plans.Machine(Plans.Agent("first", "second"), Plans.Agent("second"));

    private static Run Paused(Workflow plan)
    {
        var run = Run.Start(plan);
        run.Take(new PauseExecution(run.Now, "user:ada", "lunch")).ShouldBeOfType<Accepted>();
        run.State.Status.ShouldBe(ExecutionStatus.Paused);
        return run;
    }

    private static Run Resume(Run run)
    {
        run.Take(new ResumeExecution(run.Now, "user:ada")).ShouldBeOfType<Accepted>();
        return run;
    }

    [Fact]
    public void Pause_LetsWhatRunsFinishAndStartsNothing()
    {
        var run = Paused(TwoSteps).Succeed("one");

        run.State.ActiveSteps.ShouldBeEmpty();
        run.State.Status.ShouldBe(ExecutionStatus.Paused);
        Execution.Next(run.State).ShouldBeEmpty();
        Execution.SleepsUntil(run.State).ShouldBe(DateTimeOffset.MaxValue);
        run.Reload().Root.Pending.ShouldBe(run.State.Root.Pending);
    }

    [Fact]
    public void Resume_GoesOnWhereItStopped()
    {
        var run = Resume(Paused(TwoSteps).Succeed("one"));

        run.State.Status.ShouldBe(ExecutionStatus.Running);
        run.Step.State.ShouldBe("second");
    }

    [Fact]
    public void Resume_WhileTheStepStillRuns_ChangesNothingElse() => Resume(Paused(TwoSteps)).Step.State.ShouldBe("first");

    [Fact]
    public void PauseAndResume_AreIdempotent()
    {
        var run = Paused(TwoSteps);

        run.Take(new PauseExecution(run.Now, null, null)).ShouldBeOfType<Accepted>().Events.ShouldBeEmpty();
        Resume(run);
        run.Take(new ResumeExecution(run.Now, null)).ShouldBeOfType<Accepted>().Events.ShouldBeEmpty();
    }

    [Fact]
    public void LastStep_WhilePaused_CompletesAfterResume()
    {
        var run = Paused(Plans.Machine(Plans.Agent("only"))).Succeed("done");
        run.State.Status.ShouldBe(ExecutionStatus.Paused);

        Resume(run).State.Status.ShouldBe(ExecutionStatus.Completed);
    }

    [Fact]
    public void Retry_ThatFallsDueWhilePaused_WaitsForResume()
    {
        var run = Paused(TwoSteps).Fail(ErrorCategory.Provider).Pass(TimeSpan.FromHours(1));
        run.Step.Status.ShouldBe(StepStatus.Pending);
        Execution.DueAt(run.State).ShouldBeNull();

        Resume(run).Pass(TimeSpan.Zero);

        run.Step.Attempt.ShouldBe(2);
        run.Step.Status.ShouldBe(StepStatus.Running);
    }

    [Fact]
    public void Timer_ThatPassesWhilePaused_IsRecorded_AndNothingBegins()
    {
        var run = Paused(Plans.Machine(new TimerState("wait") { Duration = TimeSpan.FromMinutes(1), Next = new ToTransition("ask") }, Plans.Agent("ask")));

        run.Pass(TimeSpan.FromMinutes(2)).State.ActiveSteps.ShouldBeEmpty();

        Resume(run).Step.State.ShouldBe("ask");
    }

    [Fact]
    public void VotesAndSignals_WhilePaused_AreRecorded()
    {
        var gate = new ApprovalState("gate") { Next = new ToTransition("wait") };
        var run = Paused(Plans.Machine(gate, new SignalState("wait") { Signal = "go" }));

        run.Take(new VoteApproval(run.Now, run.Step.Id, Actor.Anonymous, true)).ShouldBeOfType<Accepted>();
        run.Take(new DeliverSignal(run.Now, "go", "1", 7L, null)).ShouldBeOfType<Accepted>();
        run.State.ActiveSteps.ShouldBeEmpty();

        Resume(run).State.Result.ShouldBe(7L);
    }

    [Fact]
    public void Deadlines_FireWhilePaused()
    {
        Paused(TwoSteps with { Timeout = TimeSpan.FromMinutes(2) }).Pass(TimeSpan.FromMinutes(2)).State.Status.ShouldBe(ExecutionStatus.TimedOut);
        Paused(Plans.Machine(Plans.Agent("a") with { Timeout = TimeSpan.FromSeconds(1) })).Pass(TimeSpan.FromSeconds(1)).Step.Status.ShouldBe(StepStatus.Pending);
    }

    [Fact]
    public void Pause_OfWhatIsOver_IsRefused()
    {
        var run = Run.Start(TwoSteps).Succeed("a").Succeed("b");

        run.Take(new PauseExecution(run.Now, null, null)).ShouldBe(new Refused("The execution is already completed."));
        run.Take(new ResumeExecution(run.Now, null)).ShouldBe(new Refused("The execution is already completed."));
    }

    [Fact]
    public void Cancel_WhilePaused_Ends()
    {
        var run = Paused(TwoSteps);

        run.Take(new CancelExecution(run.Now, null, null));

        run.State.Status.ShouldBe(ExecutionStatus.Cancelled);
    }

    [Theory]
    [InlineData(true, true, ExecutionStatus.Running)]
    [InlineData(true, false, ExecutionStatus.Running)]
    [InlineData(false, false, ExecutionStatus.Running)]
    [InlineData(false, true, ExecutionStatus.Paused)]
    public void ResumeOfTheParent_EndsOnlyAPauseThatCameFromThere(bool pausedByParent, bool resumedByParent, ExecutionStatus expected)
    {
        var run = Run.Start(TwoSteps);
        run.Take(new PauseExecution(run.Now, null, null) { IsByParent = pausedByParent });

        run.Take(new ResumeExecution(run.Now, null) { IsByParent = resumedByParent });

        run.State.Status.ShouldBe(expected);
    }
}
