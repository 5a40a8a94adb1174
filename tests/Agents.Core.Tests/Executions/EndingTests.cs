using Agents.Core.Executions;
using Agents.Core.Executions.Commands;

namespace Agents.Core.Tests.Executions;

public sealed class EndingTests
{
    private static Run Start() => Run.Start(Plans.Machine(Plans.Agent("ask", "then"), Plans.Agent("then")) with { Timeout = TimeSpan.FromMinutes(2) });

    [Fact]
    public void Cancel_EndsAtOnceAndLeavesNothingToDo()
    {
        var run = Start();

        run.Take(new CancelExecution(run.Now, "ada", "enough"));

        run.State.Status.ShouldBe(ExecutionStatus.Cancelled);
        Execution.Next(run.State).ShouldBeEmpty();
    }

    [Fact]
    public void Cancel_AskedTwice_IsDoneOnce()
    {
        var run = Start();
        run.Take(new CancelExecution(run.Now, null, null));

        run.Take(new CancelExecution(run.Now, null, null)).ShouldBeOfType<Accepted>().Events.ShouldBeEmpty();
    }

    [Fact]
    public void Cancel_OfWhatIsOver_IsRefusedWithItsStatus()
    {
        var run = Start().Succeed("a").Succeed("b");

        run.Take(new CancelExecution(run.Now, null, null)).ShouldBe(new Refused("The execution is already completed."));
    }

    [Fact]
    public void LateResult_IsRecordedAndChangesNothing()
    {
        var run = Start();
        var step = run.Step;
        run.Take(new CancelExecution(run.Now, null, null));

        run.Take(new FinishStep(run.Now, step.Id, step.Attempt, "late", null, [], 0));

        run.Types[^1].ShouldBe("step.late_result_ignored");
        run.State.Status.ShouldBe(ExecutionStatus.Cancelled);
    }

    [Fact]
    public void Result_OfAnAttemptThatWasGivenUp_IsLate()
    {
        var run = Start();
        var step = run.Step;
        run.Pass(TimeSpan.FromSeconds(1)).Fail(ErrorCategory.Provider).Pass(TimeSpan.FromSeconds(2));

        run.Take(new FinishStep(run.Now, step.Id, 1, "late", null, [], 0));

        run.Types[^1].ShouldBe("step.late_result_ignored");
        run.Step.Attempt.ShouldBe(2);
    }

    [Fact]
    public void ExecutionTimeout_FiresHoweverLateTheTickComes()
    {
        var run = Start().Pass(TimeSpan.FromDays(3));

        run.State.Status.ShouldBe(ExecutionStatus.TimedOut);
        run.State.Error!.Category.ShouldBe(ErrorCategory.Timeout);
    }

    [Fact]
    public void StepTimeout_FailsTheAttemptAndPlansTheNext()
    {
        var run = Run.Start(Plans.Machine(Plans.Agent("ask") with { Timeout = TimeSpan.FromSeconds(10) })).Pass(TimeSpan.FromSeconds(10));

        run.Step.Status.ShouldBe(StepStatus.Pending);
        run.Pass(TimeSpan.FromSeconds(2)).Step.Deadline.ShouldBe(run.Now + TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Tick_BeforeAnythingIsDue_DoesNothing()
    {
        var run = Start();
        var before = run.State;

        run.Pass(TimeSpan.FromSeconds(1)).State.ShouldBe(before);
    }

    [Fact]
    public void Next_NamesTheStepToRunAndTheEarliestDueTime()
    {
        var run = Start();

        Execution.Next(run.State).ShouldBe([new RunStep(run.Step), new WakeAt(run.Now + TimeSpan.FromMinutes(2))]);
    }

    [Fact]
    public void ModelCalls_AreCountedAlsoWhereTheStepFails()
    {
        var run = Start();
        var call = new Core.Executions.Events.ModelReplied(run.Now, run.Step.Id, 1, 0) { Provider = "p", Model = "m", Text = "t", Usage = new TokenUsage(10, 5, null, 1) };

        run.Take(new FinishStep(run.Now, run.Step.Id, 1, null, new ExecutionError(ErrorCategory.Validation, "bad"), [call], 0));

        run.State.Usage.TotalTokens.ShouldBe(15);
        run.State.Usage.CostUsd.ShouldBeNull();
    }
}
