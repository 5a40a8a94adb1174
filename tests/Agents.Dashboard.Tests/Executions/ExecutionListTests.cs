using Agents.Client.Executions;
using Agents.Dashboard.Tests.FakeSilo;

namespace Agents.Dashboard.Tests.Executions;

public sealed class ExecutionListTests
{
    [Fact]
    public async Task Nothing_SaysWhatThisIsAndWhatToDo()
    {
        await using var server = await DashboardServer.StartAsync();

        var page = await server.PageAsync("/executions");

        page.Text.ShouldContain("Nothing has run yet");
        page.Links.ShouldContain("/workflows");
    }

    [Fact]
    public async Task Rows_ShowStatusTimeTokensAndCost()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.PageAsync("/executions");

        page.Rows[0].ShouldBe("Running E2E Switch Routing v1 in high_severity_response exec_routing api 59 s ago 1m 00s 0 $0");
        page.Rows[1].ShouldContain("Failed article_writer v1 OpenAI refused the call 3 times");
        page.Rows[1].ShouldEndWith("12.0s 0 unknown");
        page.Rows[2].ShouldEndWith("manual 11 min ago 45.4s 2.5k $0.025");
        page.Rows[3].ShouldStartWith("Completed ملخص الأخبار اليومية");
        page.Rows[4].ShouldEndWith("1h 02m 2.4M $1.50");
        page.Text.ShouldContain("5 executions");
    }

    [Fact]
    public async Task Filters_LiveInTheAddress()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.PageAsync("/executions?status=failed,timed_out&workflow_id=article_writer");

        page.Rows.Count.ShouldBe(1);
        page.Rows[0].ShouldStartWith("Failed");
        page.Links.ShouldContain("/executions?status=timed_out&workflow_id=article_writer");
        page.Field("workflow_id").ShouldBe("article_writer");
    }

    [Fact]
    public async Task NothingThatFits_OffersAllExecutions()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.PageAsync("/executions?q=no+such");

        page.Text.ShouldContain("No execution fits these filters");
        page.Field("q").ShouldBe("no such");
    }

    [Fact]
    public async Task Pages_LeadForwardAndBack()
    {
        await using var server = await DashboardServer.StartAsync();
        foreach (var execution in FakeExecutions.Many(120))
        {
            server.Silo.Add(execution);
        }

        var first = await server.PageAsync("/executions");
        var second = await server.PageAsync(Next(first)!);
        var third = await server.PageAsync(Next(second)!);

        first.Rows.Count.ShouldBe(50);
        third.Rows.Count.ShouldBe(20);
        Next(third).ShouldBeNull();
        var back = await server.PageAsync(third.Links.Last(link => link.Contains("cursor=50")));
        back.Rows.ShouldBe(second.Rows);
        first.Rows.Concat(second.Rows).Concat(third.Rows).Distinct().Count().ShouldBe(120);

        static string? Next(Page page) => System.Text.RegularExpressions.Regex.Match(page.Html, "href=\"([^\"]*)\" rel=\"next\"") is { Success: true } found
            ? System.Net.WebUtility.HtmlDecode(found.Groups[1].Value)
            : null;
    }

    [Fact]
    public async Task NewRows_AreCountedNotShownUntilAskedFor()
    {
        await using var server = await DashboardServer.StartFilledAsync();
        var fragment = (await server.PageAsync("/executions")).Fragment("executions");

        server.Silo.Add(FakeExecutions.Of("exec_new", "article_writer", "article_writer", ExecutionStatuses.Running, -1, 0, 0, 0));
        server.Silo.Change(FakeRouting.Id, FakeRouting.Finish);
        var again = await server.PageAsync(fragment);

        again.Text.ShouldStartWith("1 new — show");
        again.Rows.Count.ShouldBe(5);
        again.Rows[0].ShouldStartWith("Completed E2E Switch Routing");
    }

    [Fact]
    public async Task AddressOfNonsense_IsAListAllTheSame()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.PageAsync("/executions?status=purple&date=never&until=yesterday&trail=~~&limit=x");

        page.Rows.Count.ShouldBe(5);
    }
}
