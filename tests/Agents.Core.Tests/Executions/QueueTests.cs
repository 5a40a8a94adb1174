using Agents.Core.Executions;
using Agents.Core.Executions.Commands;
using Agents.Core.Json;
using Agents.Core.Tests.Journals;

namespace Agents.Core.Tests.Executions;

public sealed class QueueTests
{
    private const string Definition = """
        id: w
        timeout: 2m
        agents: {writer: {instructions: "Write."}}
        states:
          - {name: one, type: agent, agent: writer, task: "One", next: two}
          - {name: two, type: agent, agent: writer, task: "Two", end: true}
        """;

    private static Run Queued() => Run.Queue(RecordedJournal.Load(Definition), JsonObject.Empty);

    [Fact]
    public void Queued_HasBegunNothing_AndItsTimeDoesNotRun()
    {
        var run = Queued().Pass(TimeSpan.FromHours(1));

        run.State.Status.ShouldBe(ExecutionStatus.Queued);
        run.State.IsActive.ShouldBeFalse();
        run.Journal.Select(static happened => happened.Type).ShouldBe(["execution.created", "execution.queued"]);
        Execution.SleepsUntil(run.State).ShouldBe(DateTimeOffset.MaxValue);
    }

    [Fact]
    public void Admitted_RunsWithAllOfItsTime()
    {
        var run = Queued().Pass(TimeSpan.FromHours(1));

        run.Take(new AdmitExecution(run.Now));

        run.State.Status.ShouldBe(ExecutionStatus.Running);
        run.State.IsActive.ShouldBeTrue();
        run.State.Deadline.ShouldBe(run.Now + TimeSpan.FromMinutes(2));
        run.Step.State.ShouldBe("one");
    }

    [Fact]
    public void AdmittedTwice_BeginsOnce()
    {
        var run = Queued();
        run.Take(new AdmitExecution(run.Now));
        var events = run.Journal.Count;

        run.Take(new AdmitExecution(run.Now));

        run.Journal.Count.ShouldBe(events);
    }

    [Fact]
    public void PausedInTheQueue_ResumesIntoTheQueue()
    {
        var run = Queued();
        run.Take(new PauseExecution(run.Now, null, null));
        run.Take(new AdmitExecution(run.Now));
        run.State.Status.ShouldBe(ExecutionStatus.Paused);

        run.Take(new ResumeExecution(run.Now, null));

        run.State.Status.ShouldBe(ExecutionStatus.Queued);
        run.Take(new AdmitExecution(run.Now));
        run.Step.State.ShouldBe("one");
    }

    [Fact]
    public void CancelledInTheQueue_IsOver()
    {
        var run = Queued();

        run.Take(new CancelExecution(run.Now, null, null));

        run.State.Status.ShouldBe(ExecutionStatus.Cancelled);
        Execution.SleepsUntil(run.State).ShouldBeNull();
    }

    [Fact]
    public void RefusedWhenItsTurnComes_Fails()
    {
        var run = Queued();

        run.Take(new AdmitExecution(run.Now) { Refusals = ["The provider is gone."] });

        (run.State.Status, run.State.Error!.Message).ShouldBe((ExecutionStatus.Failed, "The provider is gone."));
    }

    [Fact]
    public void QueuedFork_KeepsWhatItCopied_AndGoesOnWhenItsTurnComes()
    {
        var parent = Run.Start(RecordedJournal.Load(Definition), JsonObject.Empty);
        parent.Succeed(parent.Step, "1");

        var fork = parent.Fork(new BeforeStep("two"), isQueued: true);

        fork.State.Status.ShouldBe(ExecutionStatus.Queued);
        fork.Work.ShouldBeEmpty();
        fork.Take(new AdmitExecution(fork.Now));
        fork.Step.State.ShouldBe("two");
        fork.State.Reused.Steps.ShouldBe(1);
    }

    [Fact]
    public void ForkOfWhatWasQueued_IsNotQueued()
    {
        var run = Queued();
        run.Take(new AdmitExecution(run.Now));
        run.Succeed(run.Step, "1");

        run.Fork(new BeforeStep("two")).Step.State.ShouldBe("two");
    }

    [Theory]
    [InlineData("{name: s, type: timer, duration: 1m, end: true}", false)]
    [InlineData("{name: s, type: signal, signal: go, end: true}", false)]
    [InlineData("{name: s, type: human_approval, title: T, approvers: [ada], end: true}", false)]
    [InlineData("{name: s, type: workflow, workflow: other, end: true}", false)]
    [InlineData("{name: s, type: agent, agent: writer, task: T, end: true}", true)]
    public void Waiting_DoesNotCount(string state, bool counts)
        => Run.Start(RecordedJournal.Load($"id: w\nagents: {{writer: {{instructions: W}}}}\nstates:\n  - {state}"), JsonObject.Empty).State.IsActive.ShouldBe(counts);
}
