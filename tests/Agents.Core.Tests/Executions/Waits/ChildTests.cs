using Agents.Core.Executions;
using Agents.Core.Executions.Commands;
using Agents.Core.Executions.Events;
using Agents.Core.Executions.Waits;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Tests.Executions.Waits;

public sealed class ChildTests
{
    private static readonly WorkflowState Sub = new("sub") { Workflow = "other", Version = 2, Input = new ConstantValue(JsonObject.Of(("n", 1L))) };

    private static ChildWait Child(Run run) => run.Step.Wait.ShouldBeOfType<ChildWait>();

    [Fact]
    public void SubWorkflow_IsNamedBeforeItIsStarted()
    {
        var run = Run.Start(Plans.Machine(Sub));

        run.State.Status.ShouldBe(ExecutionStatus.Running);
        Child(run).WorkflowId.ShouldBe("other");
        Execution.Next(run.State).ShouldBe([new RunChild(run.Step, Child(run))]);
        Execution.SleepsUntil(run.State).ShouldBeNull();
        run.Step.Input.ShouldBe(JsonObject.Of(("n", 1L)));
        run.Reload().ActiveSteps.ShouldBe(run.State.ActiveSteps);
    }

    [Fact]
    public void ChildId_IsOfItsStepAndAttempt_AndBeginsWithTheTime()
    {
        var now = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        var step = StepId.Of("e1", "sub", "", 0, 1);

        var id = ParentStep.ChildId(step, 1, now);

        id.ShouldBe(ParentStep.ChildId(step, 1, now));
        id.ShouldNotBe(ParentStep.ChildId(step, 2, now));
        id[14].ShouldBe('7');
        string.CompareOrdinal(id, ParentStep.ChildId(step, 1, now.AddSeconds(1))).ShouldBeLessThan(0);
    }

    [Fact]
    public void ItsOutput_IsTheStepsOutput() => Run.Start(Plans.Machine(Sub)).Succeed("done").State.Result.ShouldBe("done");

    [Fact]
    public void ItsFailure_IsTheStepsFailure()
    {
        var run = Run.Start(Plans.Machine(Sub));

        run.Take(new FinishStep(run.Now, run.Step.Id, 1, null, new ExecutionError(ErrorCategory.Provider, "down") { IsPermanent = true }, [], 0));

        run.State.Status.ShouldBe(ExecutionStatus.Failed);
        run.State.Error!.Category.ShouldBe(ErrorCategory.Provider);
    }

    [Fact]
    public void FailureThatCouldBeRetried_StartsNoOtherUnlessTheStateSaysSo()
    {
        var run = Run.Start(Plans.Machine(Sub) with { Retry = new RetryRule { MaxAttempts = 3 } });

        run.Take(new FinishStep(run.Now, run.Step.Id, 1, null, new ExecutionError(ErrorCategory.Provider, "down"), [], 0));

        run.State.Status.ShouldBe(ExecutionStatus.Failed);
    }

    [Fact]
    public void Retry_StartsAnotherOne()
    {
        var run = Run.Start(Plans.Machine(Sub with { Retry = new RetryRule { MaxAttempts = 2 } }));
        var first = Child(run).ExecutionId;

        run.Fail(ErrorCategory.Provider).Pass(TimeSpan.FromMinutes(1));

        Child(run).ExecutionId.ShouldNotBe(first);
        run.Step.Attempt.ShouldBe(2);
    }

    [Fact]
    public void Timeout_GivesTheWaitUp()
        => Run.Start(Plans.Machine(Sub with { Timeout = TimeSpan.FromMinutes(1), Retry = new RetryRule { MaxAttempts = 1 } })).Pass(TimeSpan.FromMinutes(1))
            .State.Error!.Category.ShouldBe(ErrorCategory.Timeout);

    [Fact]
    public void Depth_IsLimited()
    {
        var run = new Run(Plans.Machine(Sub));

        run.Take(new StartExecution(run.Now)
        {
            ExecutionId = "e11",
            WorkflowVersion = 1,
            Inputs = JsonObject.Empty,
            Parent = new ParentStep("e10", StepId.Of("e10", "sub", "", 0, 1), 1, ParentStep.MaxDepth) { BudgetOwners = ["e10", "e1"], DeploymentId = "d1" },
        });

        run.State.Error!.Message.ShouldContain("10 deep");
        run.Journal.OfType<ChildStarted>().ShouldBeEmpty();
        run.Reload().Parent.ShouldBe(run.State.Parent);
    }
}
