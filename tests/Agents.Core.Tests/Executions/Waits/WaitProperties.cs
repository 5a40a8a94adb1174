using Agents.Core.Approvals;
using Agents.Core.Executions;
using Agents.Core.Executions.Commands;
using Agents.Core.Executions.Events;
using Agents.Core.Workflows;
using FsCheck;
using FsCheck.Fluent;

namespace Agents.Core.Tests.Executions.Waits;

/// <summary>Votes, signals, pauses, results and time in whatever order.</summary>
public sealed class WaitProperties
{
    private static readonly string[] People = ["user:ada", "user:bob", "user:eve", "user:max"];

    private static readonly Workflow Plan = Plans.Machine(
        Plans.Agent("ask", "gate"),
        new ApprovalState("gate")
        {
            Approvers = ["ada", "bob", "eve"],
            Quorum = 2,
            Timeout = TimeSpan.FromMinutes(4),
            RemindAfter = TimeSpan.FromMinutes(1),
            EscalateAfter = TimeSpan.FromMinutes(2),
            EscalateTo = ["max"],
            OnReject = "again",
            OnTimeout = "again",
            Next = new ToTransition("signal"),
        },
        new SignalState("signal") { Signal = "go", Timeout = TimeSpan.FromMinutes(3), OnTimeout = "again", Next = new ToTransition("sub") },
        new WorkflowState("sub") { Workflow = "other", Next = new ToTransition("again") },
        new TimerState("again") { Duration = TimeSpan.FromMinutes(1), Next = new ToTransition("ask") });

    [Fact]
    public void NoCommandSequence_ReachesAnIllegalState() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Gen.Choose(0, 9_999).ArrayOf().ToArbitrary(), static choices =>
        {
            var run = Run.Start(Plan);
            foreach (var choice in choices)
            {
                var steps = run.Types.Count(static type => type == "step.started");
                var wasPaused = run.State.Status == ExecutionStatus.Paused;
                Apply(run, choice);
                if (wasPaused && run.State.Status == ExecutionStatus.Paused)
                {
                    run.Types.Count(static type => type == "step.started").ShouldBe(steps);
                }

                Legal(run);
            }
        }));

    private static void Legal(Run run)
    {
        var state = run.State;
        (state.Status == ExecutionStatus.Running).ShouldBe(state.ActiveSteps.Any(static step => step.Status is StepStatus.Running or StepStatus.Pending) && !state.IsHeld);
        // What is due is in the future once time has been given its due.
        run.Pass(TimeSpan.Zero);
        var due = Execution.DueAt(run.State);
        (due is null || due > run.Now).ShouldBeTrue();
        run.Journal.OfType<ApprovalVoted>().GroupBy(static voted => (voted.StepId, voted.Vote.Actor)).ShouldAllBe(static votes => votes.Count() == 1);
        run.Journal.OfType<SignalConsumed>().Select(static consumed => consumed.Id).ShouldBeUnique();
        run.Journal.OfType<SignalReceived>().Select(static received => received.Id).ShouldBeUnique();
        run.Journal.OfType<StepSucceeded>().Select(static succeeded => succeeded.StepId).ShouldBeUnique();
        var reloaded = run.Reload();
        (reloaded.Status, reloaded.Seq, reloaded.Root.Pending, Execution.DueAt(reloaded), Execution.SleepsUntil(reloaded))
            .ShouldBe((run.State.Status, run.State.Seq, run.State.Root.Pending, due, Execution.SleepsUntil(run.State)));
        reloaded.Signals.Pending.ShouldBe(run.State.Signals.Pending);
    }

    private static void Apply(Run run, int choice)
    {
        var step = run.State.ActiveSteps is [var first, ..] ? first : null;
        var id = step?.Id ?? new StepId("gone");
        var person = new Actor(People[choice / 10 % 4]);
        ExecutionCommand? command = (choice % 10) switch
        {
            0 or 1 => new VoteApproval(run.Now, id, person, choice % 3 > 0),
            2 => new DelegateApproval(run.Now, id, person, People[choice / 50 % 4], null),
            3 => new DeliverSignal(run.Now, choice % 4 == 0 ? "other" : "go", $"{choice % 7}", choice, null),
            4 => new PauseExecution(run.Now, null, null),
            5 or 6 => new ResumeExecution(run.Now, null),
            7 => new FinishStep(run.Now, id, step?.Attempt ?? 1, (long)choice, null, [], 0),
            8 => choice % 3 == 0 ? new FinishStep(run.Now, id, 1, null, new ExecutionError(ErrorCategory.Provider, "down"), [], 0) : null,
            _ => null,
        };
        if (command is null)
        {
            run.Pass(TimeSpan.FromSeconds(choice % 100));
        }
        else
        {
            run.Take(command);
        }
    }
}
