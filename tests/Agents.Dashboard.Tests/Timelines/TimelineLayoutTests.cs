using Agents.Dashboard.Tests.FakeSilo;
using Agents.Dashboard.Timelines;

namespace Agents.Dashboard.Tests.Timelines;

public sealed class TimelineLayoutTests
{
    [Fact]
    public void Attempts_AreSegmentsWithTheirWaitsBetween()
    {
        var failed = FakeExecutions.Failed;

        var row = TimelineLayout.Of(failed.Detail, failed.Steps, FakeWorkflows.Now).Rows.Single();

        row.Segments.Select(part => (part.Kind, Math.Round(part.From), Math.Round(part.Width)))
            .ShouldBe([("failed", 0, 17), ("retry", 17, 17), ("failed", 33, 17), ("retry", 50, 33), ("failed", 83, 17)]);
        row.Segments[1].Title.ShouldBe("Waits for attempt 2, 2.0s");
    }

    [Fact]
    public void ModelCalls_LieWithinTheirAttempt()
    {
        var article = FakeExecutions.Article;

        var row = TimelineLayout.Of(article.Detail, article.Steps, FakeWorkflows.Now).Rows[0];

        row.Segments.Select(part => part.Kind).ShouldBe(["attempt", "model"]);
        row.Segments[1].From.ShouldBeGreaterThan(row.Segments[0].From);
        (row.Segments[1].From + row.Segments[1].Width).ShouldBeLessThanOrEqualTo(row.Segments[0].From + row.Segments[0].Width);
    }

    [Fact]
    public void RunningStep_ReachesToNow()
    {
        var running = FakeExecutions.Routing;

        var last = TimelineLayout.Of(running.Detail, running.Steps, FakeWorkflows.Now).Rows[^1].Segments.Single();

        last.Kind.ShouldBe("running");
        (last.From + last.Width).ShouldBe(100, 0.001);
    }

    [Fact]
    public void NotStarted_IsEmptyAndHasALength()
    {
        var queued = FakeExecutions.Queued("x", "w", FakeSilo.Json.Parse("{}"));

        var layout = TimelineLayout.Of(queued.Detail, queued.Steps, queued.Detail.CreatedAt);

        layout.Rows.ShouldBeEmpty();
        layout.Length.ShouldBeGreaterThan(TimeSpan.Zero);
    }
}
