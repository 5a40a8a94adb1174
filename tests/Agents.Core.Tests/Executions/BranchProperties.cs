using Agents.Core.Executions;
using Agents.Core.Executions.Commands;
using Agents.Core.Executions.Events;
using Agents.Core.Workflows;
using FsCheck;
using FsCheck.Fluent;

namespace Agents.Core.Tests.Executions;

/// <summary>Whatever workflow, and whatever commands come in whatever order.</summary>
public sealed class BranchProperties
{
    private static readonly Config Tests = Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(60);

    [Fact]
    public void MachineWhoseStepsSucceed_Ends() => Ends(PlanGenerator.Machine);

    [Fact]
    public void GraphWhoseStepsSucceed_Ends() => Ends(PlanGenerator.Graph);

    [Fact]
    public void Machine_NeverReachesAnIllegalStateAndIsTheFoldOfItsJournal() => StaysLegal(PlanGenerator.Machine);

    [Fact]
    public void Graph_NeverReachesAnIllegalStateAndIsTheFoldOfItsJournal() => StaysLegal(PlanGenerator.Graph);

    [Fact]
    public void GeneratedWorkflows_CoverEveryKindOfComposite()
    {
        var kinds = new HashSet<CompositeKind>();
        Check.One(Tests, Prop.ForAll(PlanGenerator.Choices, choices =>
        {
            foreach (var plan in new[] { PlanGenerator.Machine(choices), PlanGenerator.Graph(choices) })
            {
                kinds.UnionWith(Start(plan).Finish().Journal.OfType<StepStarted>().Select(static started => started.Composite?.Kind).OfType<CompositeKind>());
            }
        }));

        kinds.Count.ShouldBe(Enum.GetValues<CompositeKind>().Length);
    }

    private static void Ends(Func<int[], Workflow> generate) => Check.One(Tests, Prop.ForAll(PlanGenerator.Choices, choices =>
    {
        var run = Start(generate(choices)).Finish();

        run.State.Status.ShouldBe(ExecutionStatus.Completed, run.State.Error?.Message);
        Legal(run);
    }));

    private static void StaysLegal(Func<int[], Workflow> generate)
        => Check.One(Tests, Prop.ForAll(PlanGenerator.Choices, PlanGenerator.Choices, (choices, commands) =>
        {
            var run = Start(generate(choices));
            foreach (var command in commands)
            {
                Apply(run, command);
                Legal(run);
            }

            StateDump.Of(run.Reload()).ShouldBe(StateDump.Of(run.State));
            run.Journal.Select(EventText.Write).ShouldBe(run.Journal.Select(static happened => EventText.Write(EventText.RoundTrip(happened))));
        }));

    private static Run Start(Workflow plan) => Run.Start(plan, PlanGenerator.Inputs);

    private static void Legal(Run run)
    {
        var state = run.State;
        state.Seq.ShouldBe(run.Journal.Count);
        if (state.Status.IsFinal())
        {
            state.ActiveSteps.ShouldBeEmpty();
            state.Frames.Count.ShouldBe(0);
            Execution.Next(state).ShouldBeEmpty();
        }
        else
        {
            // Something goes on in every frame, and every open branch belongs to a step.
            state.Frames.InOrder.Prepend(state.Root).ShouldAllBe(static frame => frame.Step != null && frame.Pending.Kind == DestinationKind.None);
            state.ActiveSteps.Sum(static step => step.Composite?.Open.Count ?? 0).ShouldBe(state.Frames.Count);
            state.ActiveSteps.Where(static step => step.Composite is not null).ShouldAllBe(static step => step.Composite!.Open.Count > 0);
            Execution.DueAt(state).ShouldNotBeNull();
        }

        state.RunningSteps.ShouldBe(run.Work.Count);
        state.ActiveSteps.ShouldAllBe(step => state.FindStep(step.Id) == step);
        Unique(run.Journal.OfType<StepSucceeded>().Select(static happened => happened.StepId));
        Unique(run.Journal.OfType<BranchStarted>().Select(static happened => happened.Branch));
        Unique(run.Journal.OfType<BranchEnded>().Select(static happened => happened.Branch));
        Unique(run.Journal.OfType<StepStarted>().Select(static happened => (happened.StepId, happened.Attempt)));
    }

    private static void Unique<T>(IEnumerable<T> items)
    {
        var all = items.ToList();
        all.Distinct().Count().ShouldBe(all.Count);
    }

    internal static void Apply(Run run, int choice)
    {
        var step = run.Work.Count == 0 ? null : run.Work[choice % run.Work.Count];
        switch (choice % 10)
        {
            case 0 or 1 or 2 or 3 or 4 when step is not null:
                run.Succeed(step, choice % 3 == 0);
                break;
            case 5 when step is not null:
                run.Fail(step, new ExecutionError(choice % 4 == 0 ? ErrorCategory.Validation : ErrorCategory.Provider, "broken"));
                break;
            case 6:
                run.Take(new FinishStep(run.Now, step?.Id ?? new StepId("gone"), 99, "early", null, [], 0));
                break;
            case 7 when choice % 50 == 7:
                run.Take(new CancelExecution(run.Now, "ada", null));
                break;
            default:
                run.Pass(TimeSpan.FromSeconds(choice % 60));
                break;
        }
    }
}
