using Agents.Core.Approvals;
using Agents.Core.Executions;
using Agents.Core.Executions.Commands;
using Agents.Core.Executions.Events;
using Agents.Core.Executions.Waits;
using Agents.Core.Workflows;

namespace Agents.Core.Tests.Executions.Forks;

public sealed class ForkWaitTests
{
    private static readonly Workflow Plan = Plans.Machine(
        new TimerState("rest") { Duration = TimeSpan.FromMinutes(1), Next = new ToTransition("signal") },
        new SignalState("signal") { Signal = "go", Timeout = TimeSpan.FromHours(1), Next = new ToTransition("gate") },
        new ApprovalState("gate")
        {
            Approvers = ["ada", "bob"],
            Timeout = TimeSpan.FromHours(2),
            RemindAfter = TimeSpan.FromMinutes(5),
            EscalateAfter = TimeSpan.FromMinutes(6),
            EscalateTo = ["eve"],
            Next = new ToTransition("sub"),
        },
        new WorkflowState("sub") { Workflow = "other", Next = new ToTransition("last") },
        Plans.Agent("last"));

    [Fact]
    public void WaitsThatAreOver_AreNotWaitedForAgain()
    {
        var fork = Played().Fork(new BeforeStep("last"));

        fork.Step.State.ShouldBe("last");
        fork.State.Reused.Steps.ShouldBe(4);
        StateDump.Of(fork.Reload()).ShouldBe(StateDump.Of(fork.State));
    }

    [Theory]
    [InlineData("rest", ExecutionStatus.WaitingTimer)]
    [InlineData("gate", ExecutionStatus.WaitingApproval)]
    [InlineData("sub", ExecutionStatus.Running)]
    public void Wait_ThatIsForkedBefore_BeginsAnew(string state, ExecutionStatus status)
    {
        var fork = Played().Fork(new BeforeStep(state));

        fork.Step.State.ShouldBe(state);
        fork.State.Status.ShouldBe(status);
        fork.Step.StartedAt.ShouldBe(fork.Now);
    }

    [Fact]
    public void SignalThatCame_IsThereForTheFork() => Played().Fork(new BeforeStep("signal")).Step.State.ShouldBe("gate");

    [Fact]
    public void ApprovalUnderWay_AsksAnewWithAllOfItsTime()
    {
        var parent = Run.Start(Plan).Pass(TimeSpan.FromMinutes(1));
        parent.Take(new DeliverSignal(parent.Now, "go", "1", 1L, null));
        parent.Pass(TimeSpan.FromMinutes(7));

        var approval = parent.Fork(new AfterEvent(parent.Journal.Count)).Step.Wait.ShouldBeOfType<ApprovalWait>();

        approval.Approvers.ShouldBe(["user:ada", "user:bob"]);
        approval.TimeoutAt.ShouldBe(approval.RequestedAt.AddHours(2));
    }

    [Fact]
    public void EveryTypeOfEvent_IsCopiedOrLeftOut()
    {
        var copies = new EventCopies("f", default);
        var state = Played().State;
        foreach (var happened in ((IEnumerable<object[]>)EventTests.Events).Select(static row => (ExecutionEvent)row[0]).OrderByDescending(static happened => happened is StepStarted)
            .Where(static happened => happened is not ExecutionCreated && !EventSteps.IsEnd(happened) && !EventSteps.IsPause(happened)))
        {
            var id = happened.GetType().GetProperty("StepId")?.GetValue(happened);
            EventSteps.StepOf(happened).ShouldBe((StepId?)id, happened.Type);
            if (EventSteps.VisitOf(happened) is not ({ } _, { Branch: not "" }))
            {
                copies.Copy(happened, state).At.ShouldBe(default);
            }
        }
    }

    private static Run Played()
    {
        var run = Run.Start(Plan).Pass(TimeSpan.FromMinutes(1));
        run.Take(new DeliverSignal(run.Now, "go", "1", 1L, null));
        run.Pass(TimeSpan.FromMinutes(5)).Pass(TimeSpan.FromMinutes(1));
        run.Take(new DelegateApproval(run.Now, run.Step.Id, new Actor("user:bob"), "user:max", null)).ShouldBeOfType<Accepted>();
        run.Take(new VoteApproval(run.Now, run.Step.Id, new Actor("user:ada"), true)).ShouldBeOfType<Accepted>();
        run.Succeed(run.Step, 5L).Succeed(6L);
        run.State.Status.ShouldBe(ExecutionStatus.Completed);
        return run;
    }
}
