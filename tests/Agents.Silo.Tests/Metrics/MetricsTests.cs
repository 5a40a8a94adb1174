using System.Net;
using Agents.Client.Executions;
using Agents.Client.Metrics;
using Agents.Silo.Tests.Hosting;

namespace Agents.Silo.Tests.Metrics;

public sealed class MetricsTests
{
    private const string Failing = """
        id: failing
        name: Failing
        states: [{name: stop, type: fail, error: {code: broken, message: It is broken}}]
        """;

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Summary_CountsByWorkflowModelAndDay(DatabaseKind kind)
    {
        var clock = new ManualClock();
        await using var silo = await SiloHost.StartAsync(kind, clock.Use);
        await silo.CreateAsync(Definitions.TwoSteps);
        await silo.CreateAsync(Failing);
        var first = await silo.RunAsync("two-steps", new { topic = "x" });
        clock.Offset += TimeSpan.FromDays(2);
        await silo.RunAsync("two-steps", new { topic = "y" });
        await silo.RunAsync("failing");

        var all = await silo.Client.Metrics.GetSummaryAsync();

        all.Total.ShouldSatisfyAllConditions(
            total => total.Executions.ShouldBe(3),
            total => total.Completed.ShouldBe(2),
            total => total.Failed.ShouldBe(1),
            total => total.Active.ShouldBe(0),
            total => total.SuccessRate.ShouldNotBeNull().ShouldBe(2 / 3d, 0.001),
            total => total.InputTokens.ShouldBe(2 * first.TotalTokens.Input),
            total => total.AverageSeconds.ShouldNotBeNull());
        all.ByWorkflow.Select(static item => (item.WorkflowId, item.WorkflowName, item.Usage.Executions)).ShouldBe([("two-steps", "Two steps", 2), ("failing", "Failing", 1)]);
        all.ByDay.Select(static item => item.Usage.Executions).ShouldBe([1, 2]);
        all.ByDay[1].Day.ShouldBe(all.ByDay[0].Day.AddDays(2));
        var model = all.ByModel.ShouldHaveSingleItem();
        model.ShouldSatisfyAllConditions(
            item => item.Provider.ShouldBe("offline"),
            item => item.Calls.ShouldBe(4),
            item => item.InputTokens.ShouldBe(all.Total.InputTokens),
            item => item.OutputTokens.ShouldBe(all.Total.OutputTokens));
        all.ModelExecutions.ShouldBe(2);
        all.ModelsAreOfNewestOnly.ShouldBeFalse();
        (await silo.Client.Metrics.GetSummaryAsync(new MetricsFilter { From = clock.GetUtcNow().AddDays(-1) })).Total.Executions.ShouldBe(2);
        (await silo.Client.Metrics.GetSummaryAsync(new MetricsFilter { WorkflowId = "failing" })).Total.Executions.ShouldBe(1);
        (await silo.Client.Metrics.GetSummaryAsync(new MetricsFilter { DeploymentId = "none" })).Total.ShouldBe(new UsageMetrics { CostUsd = 0 });
    }

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Fork_CountsOnlyItsOwnCalls(DatabaseKind kind)
    {
        await using var silo = await SiloHost.StartAsync(kind);
        await silo.CreateAsync(Definitions.TwoSteps);
        var first = await silo.RunAsync("two-steps", new { topic = "x" });

        await silo.Client.Executions.RerunAsync(first.Id, new RerunExecution { FromStep = "polish" }, TimeSpan.FromSeconds(60));

        (await silo.Client.Metrics.GetSummaryAsync()).ByModel.ShouldHaveSingleItem().Calls.ShouldBe(3);
    }

    [Theory]
    [InlineData("from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z")]
    [InlineData("from=2020-01-01T00:00:00Z&to=2026-01-01T00:00:00Z")]
    [InlineData("from=yesterday")]
    public async Task PeriodThatIsNone_IsRefused(string query)
    {
        await using var silo = await SiloHost.StartAsync();

        (await silo.Http.GetAsync($"/api/v1/metrics/summary?{query}")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}
