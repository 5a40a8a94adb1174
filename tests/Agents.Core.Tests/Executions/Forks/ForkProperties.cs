using System.Globalization;
using Agents.Core.Executions;
using Agents.Core.Executions.Events;
using Agents.Core.Workflows;
using FsCheck;
using FsCheck.Fluent;

namespace Agents.Core.Tests.Executions.Forks;

/// <summary>Whatever workflow and wherever it is cut: a fork with the same results ends as its parent did, and asks for none that it has.</summary>
public sealed class ForkProperties
{
    private static readonly Config Tests = Config.QuickThrowOnFailure.WithMaxTest(80).WithEndSize(40);

    [Fact]
    public void MachineForkedAfterAnyEvent_EndsTheSame() => AfterAnyEvent(PlanGenerator.Machine);

    [Fact]
    public void GraphForkedAfterAnyEvent_EndsTheSame() => AfterAnyEvent(PlanGenerator.Graph);

    [Fact]
    public void MachineForkedBeforeAnyStep_EndsTheSame() => BeforeAnyStep(PlanGenerator.Machine);

    [Fact]
    public void GraphForkedBeforeAnyStep_EndsTheSame() => BeforeAnyStep(PlanGenerator.Graph);

    private static void AfterAnyEvent(Func<int[], Workflow> generate) => Check.One(Tests, Prop.ForAll(PlanGenerator.Choices, Gen.Choose(0, 9).ToArbitrary(), (choices, seed) =>
    {
        var plan = generate(choices);
        var parent = Run.Start(plan, PlanGenerator.Inputs);
        Play(parent, seed);
        for (var seq = 1; seq < parent.Journal.Count; seq++)
        {
            var fork = parent.Fork(new AfterEvent(seq));
            var asked = Play(fork, seed);

            asked.Intersect(Results(parent.Journal.Take(seq))).ShouldBeEmpty();
            // Cut between the beginnings of branches that compute something, another one is first.
            if (!IsRace(plan))
            {
                EndsTheSame(parent, fork, choices);
            }
        }
    }));

    private static void BeforeAnyStep(Func<int[], Workflow> generate) => Check.One(Tests, Prop.ForAll(PlanGenerator.Choices, Gen.Choose(0, 9).ToArbitrary(), (choices, seed) =>
    {
        var plan = generate(choices);
        var parent = Run.Start(plan, PlanGenerator.Inputs);
        Play(parent, seed);
        foreach (var step in parent.Journal.OfType<StepStarted>().Where(static started => started.Composite is null).DistinctBy(static started => started.StepId))
        {
            if (parent.ForkDecision(new BeforeStep(step.StepId.Value)) is Refused refused)
            {
                refused.Message.ShouldContain("decided by its other branches");
                continue;
            }

            var fork = parent.Fork(new BeforeStep(step.StepId.Value));
            var before = parent.Journal.TakeWhile(happened => happened != step);
            var asked = Play(fork, seed);

            asked.Intersect(Results(before)).ShouldBeEmpty();
            Begun(fork).ShouldContain(Key(step.State, step.Branch, step.Visit));
            if (!IsRace(plan))
            {
                EndsTheSame(parent, fork, choices);
            }
        }
    }));

    private static void EndsTheSame(Run parent, Run fork, int[] choices)
    {
        fork.State.Status.ShouldBe(parent.State.Status, fork.State.Error?.Message);
        fork.State.Seq.ShouldBe(fork.Journal.Count);
        StateDump.Of(fork.Reload()).ShouldBe(StateDump.Of(fork.State));
        fork.State.Result?.ToJson().ShouldBe(parent.State.Result?.ToJson(), string.Join(",", choices));
    }

    // Which steps gave a result on the way. What one gives is told by its place, and every seventh fails for good.
    private static List<string> Play(Run run, int seed)
    {
        var asked = new List<string>();
        while (run.Work is [var step, ..])
        {
            var key = Key(step.State, step.Branch, step.Visit);
            asked.Add(key);
            if (seed > 0 && (Sum(key) + seed) % 7 == 0)
            {
                run.Fail(step, new ExecutionError(ErrorCategory.Provider, "broken") { IsPermanent = true });
            }
            else
            {
                run.Succeed(step, key);
            }
        }

        return asked;
    }

    private static IEnumerable<string> Results(IEnumerable<ExecutionEvent> journal)
    {
        var begun = new Dictionary<StepId, string>();
        foreach (var happened in journal)
        {
            if (happened is StepStarted started)
            {
                begun[started.StepId] = Key(started.State, started.Branch, started.Visit);
            }
            else if (happened is StepSucceeded { Output: not null } succeeded)
            {
                yield return begun[succeeded.StepId];
            }
        }
    }

    // Branches that are kept have finished before the one that runs again: where the first one counts, that is another one.
    private static bool IsRace(Workflow plan) => plan.AllStates().Any(static state => state is ParallelState { Aggregation: "first" } or ParallelState { Join.Mode: not "all" } or ForeachState { Aggregation: "first" });

    private static IEnumerable<string> Begun(Run fork) => fork.Journal.SkipWhile(static happened => happened is not ExecutionForked)
        .OfType<StepStarted>().Select(static started => Key(started.State, started.Branch, started.Visit));

    private static string Key(string state, string branch, int visit) => string.Create(CultureInfo.InvariantCulture, $"{branch}:{state}:{visit}");

    private static int Sum(string text) => text.Sum(static letter => letter);
}
