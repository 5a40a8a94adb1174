using Agents.Core.Executions;
using Agents.Core.Executions.Commands;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Tests.Executions.Frames;

/// <summary>An execution that is held records what ends, begins nothing, and goes on where each frame was.</summary>
public sealed class HeldTests
{
    private static readonly Workflow Plan = Plans.Machine(
        Plans.Parallel(
            "both",
            "after",
            ("a", Plans.Block(Plans.Agent("one", "two"), Plans.Agent("two"))),
            ("b", Plans.Block(Plans.Agent("three")))),
        Plans.Agent("after"));

    [Fact]
    public void HeldExecution_KeepsWhereItGoesAndGoesThereLater()
    {
        var run = Run.Start(Plan);
        var held = run.State with { Status = ExecutionStatus.Paused };

        held = Finish(held, "one", 1L);
        held = Finish(held, "three", 3L);

        Execution.Next(held).OfType<RunStep>().ShouldBeEmpty();
        held.Status.ShouldBe(ExecutionStatus.Paused);
        held.FindFrame("both#1/a")!.Pending.ShouldBe(Destination.To("two"));
        held.FindFrame("both#1/b")!.Pending.ShouldBe(Destination.To(null));

        var draft = new Draft(held with { Status = ExecutionStatus.Running }, Plan, run.Now);
        Advancing.Continue(draft);

        draft.Accept().Events.Select(static happened => happened.Type).ShouldBe(["step.started", "branch.ended"]);
        Finish(Finish(draft.State, "two", 2L), "after", "end").Status.ShouldBe(ExecutionStatus.Completed);
    }

    [Fact]
    public void Retry_WaitsUntilTheExecutionIsLetGo()
    {
        var run = Run.Start(Plan);
        run.Fail(run.Work[0], new ExecutionError(ErrorCategory.Provider, "down"));
        var held = run.State with { Status = ExecutionStatus.Paused };

        var late = (Accepted)Execution.Decide(held, Plan, new Tick(run.Now.AddSeconds(10)));

        late.Events.ShouldBeEmpty();
        Execution.DueAt(held).ShouldBe(run.Now + Advancing.DefaultTimeout, "the other branch's attempt has its deadline all the same");
        ((Accepted)Execution.Decide(run.State, Plan, new Tick(run.Now.AddSeconds(10)))).Events.ShouldHaveSingleItem().Type.ShouldBe("step.started");
    }

    private static ExecutionState Finish(ExecutionState state, string name, JsonValue output)
    {
        var step = Execution.Next(state).OfType<RunStep>().Select(static work => work.Step).Single(step => step.State == name);
        return ((Accepted)Execution.Decide(state, Plan, new FinishStep(step.StartedAt, step.Id, step.Attempt, output, null, [], 0))).State;
    }
}
