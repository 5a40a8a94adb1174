using System.Text.RegularExpressions;
using Agents.Client.Metrics;
using Agents.Dashboard.Metrics;
using Agents.Dashboard.Tests.FakeSilo;

namespace Agents.Dashboard.Tests.Metrics;

public sealed class MetricsPageTests
{
    [Fact]
    public async Task Page_HasPlotsAndTheirNumbers()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.PageAsync("/metrics?days=30");

        page.Text.ShouldContain("2026-11-21 300");
        page.Text.ShouldContain("900 93.3 %");
        page.Text.ShouldContain("gpt-5-mini openai 2,100 1.4M 210.0k $12.40 2.1s");
        page.Text.ShouldContain("qwen3-32b-instruct-with-a-rather-long-name local 40 9.0k 800 unknown");
        page.Text.ShouldContain("of the newest 2,000 executions that called one");
        Regex.Matches(page.Html, "role=\"img\" aria-label=\"([^\"]+)\"").Select(static found => found.Groups[1].Value).ShouldBe(["Executions by day", "Cost by day"]);
        page.Links.ShouldContain("/metrics?days=30&workflow_id=article_writer");
    }

    [Fact]
    public async Task NothingRan_IsSaid()
    {
        await using var server = await DashboardServer.StartFilledAsync();
        server.Silo.Metrics = new MetricsSummary(FakeWorkflows.Now, FakeWorkflows.Now.AddDays(1), new UsageMetrics { CostUsd = 0 });

        (await server.PageAsync("/metrics")).Text.ShouldContain("Nothing ran in this period");
    }

    [Theory]
    [InlineData(null, 3L, "unknown")]
    [InlineData(0d, 3L, "unknown")]
    [InlineData(0d, 0L, "$0")]
    [InlineData(1.5, 0L, "$1.50")]
    [InlineData(1.5, 2L, "≥ $1.50")]
    public void Cost_SaysWhatIsNotKnown(double? cost, long unknown, string text) => UsageText.Cost((decimal?)cost, unknown).ShouldBe(text);

    [Fact]
    public void Days_AreAllThere()
    {
        var days = DaySeries.Of(FakeMetrics.Week);

        days.Days.Count.ShouldBe(7);
        days.Days[0].Usage.Executions.ShouldBe(0);
        days.Labels[^1].ShouldBe("21 Nov");
        days.Executions[0].Values.Count.ShouldBe(7);
    }
}
