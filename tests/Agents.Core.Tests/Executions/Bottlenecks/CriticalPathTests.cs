using Agents.Core.Executions;
using Agents.Core.Executions.Bottlenecks;
using Agents.Core.Executions.Events;
using Agents.Core.Json;

namespace Agents.Core.Tests.Executions.Bottlenecks;

public sealed class CriticalPathTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void Sequence_IsAllOnThePath() => Path(Span("a", 0, 2), Span("b", 2, 3)).ShouldBe(["a", "b"]);

    [Fact]
    public void Branches_TheOneThatEndedLastIsOnThePath()
        => Path(Span("a", 0, 1), Span("l", 1, 9, "p#1/l"), Span("r1", 1, 4, "p#1/r"), Span("r2", 4, 6, "p#1/r"), Span("z", 9, 10)).ShouldBe(["a", "l", "z"]);

    [Fact]
    public void ItemThatWaitedForAFreePlace_FollowsTheOneThatLeftIt()
        => Path(Span("0", 0, 5, "e#1/0"), Span("1", 0, 2, "e#1/1"), Span("2", 2, 8, "e#1/2")).ShouldBe(["1", "2"]);

    [Fact]
    public void StepsThatEndedTogether_TheOneOfTheSameBranchComesBefore()
        => Path(Span("l1", 0, 3, "p#1/l"), Span("r1", 0, 3, "p#1/r"), Span("l2", 3, 9, "p#1/l"), Span("r2", 3, 5, "p#1/r")).ShouldBe(["l1", "l2"]);

    [Fact]
    public void PauseBetweenSteps_IsNotOfThePathButOfTheWhole()
    {
        var bottleneck = Bottleneck.Of([Span("a", 0, 1), Span("b", 8, 10)], TimeSpan.FromSeconds(10))!;

        bottleneck.Path.Duration.ShouldBe(TimeSpan.FromSeconds(3));
        bottleneck.PathShare.ShouldBe(0.3);
        bottleneck.Slowest.State.ShouldBe("b");
        bottleneck.Share.ShouldBe(0.2);
    }

    [Fact]
    public void NothingThatTookTime_IsNoBottleneck()
    {
        Bottleneck.Of([], TimeSpan.FromSeconds(1)).ShouldBeNull();
        CriticalPath.Of([]).Steps.ShouldBeEmpty();
    }

    [Fact]
    public void LongPath_IsShownByItsLongestSteps()
    {
        var spans = Enumerable.Range(0, 20_000).Select(static at => Span($"s{at}", at * 2, (at * 2) + 1 + (at % 200 == 7 ? 1 : 0))).ToList();

        var bottleneck = Bottleneck.Of(spans, TimeSpan.FromHours(20))!;

        bottleneck.Path.Steps.Count.ShouldBe(20_000);
        bottleneck.Shown.Count.ShouldBe(Bottleneck.StepsShown);
        bottleneck.Shown.ShouldAllBe(static step => step.Duration == TimeSpan.FromSeconds(2));
        bottleneck.Shown.Select(static step => step.StartedAt).ShouldBeInOrder();
    }

    [Fact]
    public void Json_SaysWhatThePageShows()
        => Bottleneck.Of([Span("a", 0, 2), Span("b", 2, 4, "p#1/x")], TimeSpan.FromSeconds(4))!.ToJson().ToJson().ShouldBe(
            """{"state":"a","step_id":"a","duration_seconds":2.0,"share":0.5,"critical_path":{"duration_seconds":4.0,"share":1.0,"step_count":2,"steps":[{"step_id":"a","state":"a","branch":null,"duration_seconds":2.0},{"step_id":"b","state":"b","branch":"p#1/x","duration_seconds":2.0}]}}""");

    [Fact]
    public void Spans_AreOfStepsThemselvesAndNotOfWhatIsAroundThem()
    {
        var plan = Plans.Machine(Plans.Foreach("each", "input.items", Plans.Block(Plans.Agent("probe"))));
        var run = Run.Start(plan, JsonObject.Of(("items", JsonArray.Create("a", "b"))));
        run.Pass(TimeSpan.FromSeconds(3)).Succeed("probe", 1L).Pass(TimeSpan.FromSeconds(4)).Succeed("probe", 2L);

        var state = ExecutionState.None;
        var spans = new List<StepSpan>();
        foreach (var happened in run.Journal)
        {
            spans.AddRange(StepSpan.Ended(state, happened));
            state = Execution.Fold(state, happened);
        }

        spans.Select(static span => (span.State, span.Branch, span.Duration.TotalSeconds)).ShouldBe([("probe", "each#1/0", 3), ("probe", "each#1/1", 4)]);
        spans.ShouldAllBe(span => run.Journal.OfType<StepStarted>().Any(started => started.StepId == span.Id));
    }

    private static IEnumerable<string> Path(params StepSpan[] spans) => CriticalPath.Of(spans).Steps.Select(static step => step.State);

    private static StepSpan Span(string state, double from, double to, string branch = "")
        => new(new StepId(state), state, branch, Start.AddSeconds(from), Start.AddSeconds(to));
}
