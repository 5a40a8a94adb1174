using Agents.Core.Executions;
using Agents.Core.Executions.Commands;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Tests.Executions;

public sealed class FlowTests
{
    [Fact]
    public void LinearFlow_RunsEachAgentOnceAndGivesTheLastOutput()
    {
        var run = Run.Start(Plans.Machine(Plans.Agent("first", "second"), Plans.Agent("second")));

        run.Step.State.ShouldBe("first");
        run.Succeed("one").Step.State.ShouldBe("second");
        run.Succeed("two");

        run.State.Status.ShouldBe(ExecutionStatus.Completed);
        run.State.Result.ShouldBe((JsonValue)"two");
        run.Types.ShouldBe(["execution.created", "execution.started", "step.started", "step.succeeded", "step.started", "step.succeeded", "execution.completed"]);
    }

    [Fact]
    public void StepSucceeded_RecordsResultNextStateAndNextStepInOneDecision()
    {
        var run = Run.Start(Plans.Machine(Plans.Agent("first", "second"), Plans.Agent("second")));
        var step = run.Step;

        var decision = (Accepted)run.Take(new FinishStep(run.Now, step.Id, 1, "one", null, [], 0));

        decision.Events.Select(static happened => happened.Type).ShouldBe(["step.succeeded", "step.started"]);
    }

    [Fact]
    public void PureStates_RideAlongWithTheNextStep()
    {
        var plan = Plans.Machine(
            Plans.Inject("set", JsonObject.Of(("limit", 3L)), "double"),
            Plans.Transform("double", "{'value': ctx.limit * 2}", "ask"),
            Plans.Agent("ask", task: "Use {{ steps.double.value }}"));

        var run = Run.Start(plan);

        run.Types.ShouldBe(["execution.created", "execution.started", "step.evaluated", "step.evaluated", "step.started"]);
        ((JsonObject)run.Step.Input).Find("task").ShouldBe((JsonValue)"Use 6");
    }

    [Fact]
    public void Transform_SetsResultOrEndsInAnExpression()
    {
        Run.Start(Plans.Machine(Plans.Transform("t", "__result__ = 1\n5"))).State.Result.ShouldBe((JsonValue)1L);
        Run.Start(Plans.Machine(Plans.Transform("t", "x = 2\nif x > 1:\n  x = 7\nx"))).State.Result.ShouldBe((JsonValue)7L);
    }

    [Fact]
    public void Switch_TakesTheFirstTrueConditionAndPassesItsInputThrough()
    {
        var plan = Plans.Machine(
            Plans.Inject("alert", JsonObject.Of(("severity", "high"))) with { Next = new ToTransition("route"), ResultPath = ContextPath.TryParse("alert") },
            Plans.Switch("route", "alert.severity", "low", ("_value == 'critical'", "page"), ("_value == 'high'", "look")),
            Plans.Agent("page"), Plans.Agent("look"), Plans.Agent("low"));

        var run = Run.Start(plan);

        run.Step.State.ShouldBe("look");
        ((JsonObject)run.Step.Input).Find("input").ShouldBe(JsonObject.Of(("severity", "high")));
    }

    [Fact]
    public void Switch_WithoutTrueConditionAndDefault_Fails()
    {
        var run = Run.Start(Plans.Machine(Plans.Switch("route", null, null, ("False", "a")), Plans.Agent("a")));

        run.State.Status.ShouldBe(ExecutionStatus.Failed);
        run.State.Error!.State.ShouldBe("route");
    }

    [Fact]
    public void Condition_ThatCannotBeComputed_FailsAndNeverTakesTheDefault()
    {
        var run = Run.Start(Plans.Machine(Plans.Switch("route", null, "a", ("missing.field > 1", "a")), Plans.Agent("a")));

        run.State.Status.ShouldBe(ExecutionStatus.Failed);
        run.State.Error!.Message.ShouldContain("missing");
        run.Types.ShouldContain("step.failed");
    }

    [Fact]
    public void FailState_FailsWithItsCodeAndMessage()
    {
        var run = Run.Start(Plans.Machine(new EndState("stop") { Fails = true, ErrorCode = "NO_STOCK", ErrorMessage = Plans.Text("none of {{ input.item }}") }), JsonObject.Of(("item", "tea")));

        run.State.Error.ShouldBe(new ExecutionError(ErrorCategory.Validation, "none of tea") { Code = "NO_STOCK", State = "stop" });
    }

    [Fact]
    public void Template_ThatNamesSomethingMissing_FailsTheStepAndNamesIt()
    {
        var run = Run.Start(Plans.Machine(Plans.Agent("ask", task: "About {{ input.topic }}")));

        run.State.Status.ShouldBe(ExecutionStatus.Failed);
        run.State.Error!.Message.ShouldContain("topic");
        run.State.Error.State.ShouldBe("ask");
    }

    [Fact]
    public void StateThatCanNeverBeDone_IsRefusedBeforeTheFirstStep()
    {
        var run = Run.Start(Plans.Machine(Plans.Agent("first", "wait"), new ApprovalState("wait") { Approvers = ["user:ada"], Quorum = 2 }));

        run.Types.ShouldBe(["execution.created", "execution.failed"]);
        run.State.Error!.Message.ShouldContain("'wait'");
    }

    [Fact]
    public void EndlessPureLoop_StopsAtTheLimitOfVisits()
    {
        var run = Run.Start(Plans.Machine(Plans.Transform("again", "1", "again")));

        run.State.Status.ShouldBe(ExecutionStatus.Failed);
        run.State.Error!.Message.ShouldContain("1000 times");
    }

    [Fact]
    public void Start_AskedTwice_BeginsOnce()
    {
        var run = Run.Start(Plans.Machine(Plans.Agent("only")));

        run.Take(new StartExecution(run.Now) { ExecutionId = "e1", WorkflowVersion = 1, Inputs = JsonObject.Empty }).ShouldBeOfType<Accepted>().Events.ShouldBeEmpty();
    }

    [Fact]
    public void Refusals_EndTheExecutionWithAllReasonsAndWithoutAStep()
    {
        var plan = Plans.Machine(Plans.Agent("only"));
        var run = new Run(plan);

        run.Take(new StartExecution(run.Now) { ExecutionId = "e1", WorkflowVersion = 1, Inputs = JsonObject.Empty, Refusals = ["No model.", "No agent."] });

        run.State.Status.ShouldBe(ExecutionStatus.Failed);
        run.State.Error!.Message.ShouldBe("No model. No agent.");
        run.State.ActiveSteps.ShouldBeEmpty();
    }
}
