using Agents.Core.Executions;
using Agents.Core.Executions.Commands;
using Agents.Core.Json;
using Agents.Core.Tests.Executions.Conversations;
using Agents.Core.Workflows;
using FsCheck;
using FsCheck.Fluent;

namespace Agents.Core.Tests.Executions;

/// <summary>Whatever commands come in whatever order.</summary>
public sealed class JournalProperties
{
    private static readonly Workflow Plan = Plans.Machine(
        Plans.Inject("set", JsonObject.Of(("limit", 2L)), "ask"),
        Plans.Agent("ask", "route", "up to {{ ctx.limit }}"),
        Plans.Switch("route", "steps.ask", "finish", ("type(_value) == 'int' and _value > 5", "ask")),
        Plans.Agent("finish")) with
    { Timeout = TimeSpan.FromMinutes(10) };

    [Fact]
    public void FoldingTheWrittenJournal_GivesTheLiveState() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Commands(), static choices =>
    {
        var run = Play(choices);
        StateDump.Of(run.Reload()).ShouldBe(StateDump.Of(run.State));
    }));

    [Fact]
    public void NoCommandSequence_ReachesAnIllegalState() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Commands(), static choices =>
    {
        var run = Play(choices, Legal);
        Legal(run);
    }));

    private static void Legal(Run run)
    {
        var state = run.State;
        state.Seq.ShouldBe(run.Journal.Count);
        if (state.Status.IsFinal())
        {
            state.ActiveSteps.ShouldBeEmpty();
            state.CompletedAt.ShouldNotBeNull();
            Execution.Next(state).ShouldBeEmpty();
            run.Types.Count(static type => type is "execution.completed" or "execution.failed" or "execution.cancelled" or "execution.timed_out").ShouldBe(1);
        }
        else
        {
            state.ActiveSteps.Count.ShouldBe(1);
            Execution.Next(state).OfType<WakeAt>().Count().ShouldBe(1);
        }

        // A step that succeeded never starts again.
        var succeeded = run.Journal.OfType<Core.Executions.Events.StepSucceeded>().Select(static happened => happened.StepId).ToList();
        succeeded.Distinct().Count().ShouldBe(succeeded.Count);
        (state.Status == ExecutionStatus.Completed).ShouldBe(state.Result is not null);
    }

    private static Run Play(int[] choices, Action<Run>? check = null)
    {
        var run = Run.Start(Plan);
        foreach (var choice in choices)
        {
            Apply(run, choice);
            check?.Invoke(run);
        }

        return run;
    }

    private static void Apply(Run run, int choice)
    {
        var step = run.State.ActiveSteps is [var first, ..] ? first : null;
        var id = step?.Id ?? new StepId("gone");
        var attempt = step?.Attempt ?? 1;
        ExecutionCommand? command = (choice % 10) switch
        {
            0 or 1 => new FinishStep(run.Now, id, attempt, (long)choice % 10, null, [], 0),
            2 => new FinishStep(run.Now, id, attempt, null, new ExecutionError(ErrorCategory.Provider, "down"), [], 0.5),
            3 => new FinishStep(run.Now, id, attempt + 1, "early", null, [], 0),
            4 => choice % 5 == 0 ? new CancelExecution(run.Now, "ada", null) : null,
            8 when step is not null => new RecordCall(run.Now, id, attempt, Said.Reply(choice, Said.Ask("t", $"{choice}")) with { At = run.Now, StepId = id, Attempt = choice % 4 == 0 ? attempt + 1 : attempt }),
            9 when step is not null => new RecordCall(run.Now, id, attempt, Said.Return(choice) with { At = run.Now, StepId = id, Attempt = attempt }),
            5 => new StartExecution(run.Now) { ExecutionId = "e1", WorkflowVersion = 1, Inputs = JsonObject.Empty },
            _ => null,
        };
        if (command is null)
        {
            run.Pass(TimeSpan.FromSeconds(choice % 50));
        }
        else
        {
            run.Take(command);
        }
    }

    private static Arbitrary<int[]> Commands() => Gen.Choose(0, 999).ArrayOf().ToArbitrary();
}
