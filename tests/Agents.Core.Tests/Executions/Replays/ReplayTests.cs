using Agents.Core.Executions;
using Agents.Core.Executions.Commands;
using Agents.Core.Executions.Events;
using Agents.Core.Executions.Replays;
using Agents.Core.Json;
using Agents.Core.Workflows;
using FsCheck;
using FsCheck.Fluent;
using Replay = Agents.Core.Executions.Replays.Replay;

namespace Agents.Core.Tests.Executions.Replays;

public sealed class ReplayTests
{
    private static readonly Workflow Plan = Plans.Machine(
        Plans.Agent("ask", "double"), Plans.Transform("double", "steps.ask * 2", "check"), Plans.Switch("check", "double", "low", ("_value > 5", "high")), Plans.Agent("low"), Plans.Agent("high"));

    [Fact]
    public void JournalOfTheSamePlan_IsDecidedTheSame()
    {
        var run = Run.Start(Plan).Fail(ErrorCategory.Provider).Pass(TimeSpan.FromSeconds(3)).Succeed(4L).Succeed("x");

        Replay.Of(run.Journal, Plan).ShouldBe(new ReplayResult(run.Journal.Count, run.Journal.Count, null));
    }

    [Fact]
    public void PlanThatDecidesDifferently_IsToldByTheFirstEvent()
    {
        var run = Run.Start(Plan).Succeed(4L).Succeed("x");
        var other = Plans.Machine([.. Plan.States.Select(static state => state.Name == "double" ? Plans.Transform("double", "steps.ask * 3", "check") : state)]);

        var difference = Replay.Of(run.Journal, other).Difference!;

        difference.Seq.ShouldBe(run.Journal.ToList().FindIndex(static happened => happened is StepEvaluated { State: "double" }) + 1);
        difference.Recorded!.ShouldContain("\"output\":8");
        difference.Decided!.ShouldContain("\"output\":12");
    }

    [Fact]
    public void JournalThatLacksWhatFollows_IsToldByWhatIsMissing()
    {
        var run = Run.Start(Plan).Succeed(4L).Succeed("x");

        var difference = Replay.Of([.. run.Journal.SkipLast(1)], Plan).Difference!;

        difference.Seq.ShouldBe(run.Journal.Count);
        difference.Recorded.ShouldBeNull();
        difference.Decided!.ShouldContain("execution.completed");
    }

    [Fact]
    public void RefusedStart_IsTakenAsItIs()
    {
        var state = Execution.Decide(ExecutionState.None, Plan, new StartExecution(default) { ExecutionId = "e", WorkflowVersion = 1, Inputs = JsonObject.Empty, Refusals = ["no model"] });

        Replay.Of(state.ShouldBeOfType<Accepted>().Events, Plan).ShouldBe(new ReplayResult(2, 0, null));
    }

    [Fact]
    public void Fork_TakesWhatWasCopiedAndDecidesTheRest()
    {
        var fork = Run.Start(Plan).Succeed(4L).Succeed("x").Fork(new BeforeStep("check")).Succeed("y");

        var result = Replay.Of(fork.Journal, Plan);

        result.Difference.ShouldBeNull();
        result.Decided.ShouldBe(fork.Journal.Count - 1 - fork.Journal.ToList().FindIndex(static happened => happened is ExecutionForked));
    }

    [Fact]
    public void AnyMachineWithAnyCommands_IsDecidedTheSame() => DecidesTheSame(PlanGenerator.Machine);

    [Fact]
    public void AnyGraphWithAnyCommands_IsDecidedTheSame() => DecidesTheSame(PlanGenerator.Graph);

    private static void DecidesTheSame(Func<int[], Workflow> generate) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(100).WithEndSize(50), Prop.ForAll(PlanGenerator.Choices, PlanGenerator.Choices, (choices, commands) =>
        {
            var plan = generate(choices);
            var run = Run.Start(plan, PlanGenerator.Inputs);
            foreach (var command in commands)
            {
                BranchProperties.Apply(run, command);
            }

            var result = Replay.Of(run.Journal, plan);
            result.Difference.ShouldBeNull();
            result.Decided.ShouldBe(run.Journal.Count);
        }));
}
