using System.Text.RegularExpressions;
using Agents.Client.Executions;
using Agents.Client.Status;
using Agents.Dashboard.Tests.FakeSilo;

namespace Agents.Dashboard.Tests.Overview;

public sealed class OverviewPageTests
{
    private static IReadOnlyList<string> Attention(Page page) => [.. Regex.Matches(page.Html, "<li class=\"tone-\\w+\">.*?<a [^>]*>(?<title>[^<]+)</a>", RegexOptions.Singleline | RegexOptions.ExplicitCapture).Select(static found => found.Groups["title"].Value)];

    [Fact]
    public async Task Page_SaysWhatRunsAndWhatNeedsAttention()
    {
        await using var server = await DashboardServer.StartFilledAsync();
        server.Silo.Approvals["a"] = FakeApprovals.Payment("exec_arabic");
        server.Silo.Status = FakeStatus.Healthy with { PendingApprovals = 1, Deployments = new DeploymentCounts { Total = 3, Active = 1, Dead = 1, Failing = 1 } };
        server.Silo.Change(FakeExecutions.Arabic.Detail.Id, found => found with { Detail = found.Detail with { Status = ExecutionStatuses.BudgetExceeded, CompletedAt = null } });

        var page = await server.PageAsync("/overview");

        page.Text.ShouldContain("Running 2 1 queued");
        page.Text.ShouldContain("Failed today 1 of 300 executions");
        page.Text.ShouldContain("Cost today ≥ $2.02");
        page.Text.ShouldContain("Health Good");
        page.Text.ShouldContain("OpenAI refused the call");
        Attention(page).ShouldBe(["Pay 5 €?", FakeExecutions.Arabic.Detail.WorkflowName, "2 deployments", "openai", "MCP server tickets", "article_writer", FakeExecutions.LongName.Detail.WorkflowName], ignoreOrder: true);
        Attention(page)[0].ShouldBe("Pay 5 €?");
    }

    [Fact]
    public async Task SiloThatIsDown_IsSaid()
    {
        await using var server = await DashboardServer.StartFilledAsync();
        await server.Silo.StopAsync();

        (await server.PageAsync("/overview")).Text.ShouldContain("The silo does not answer");
    }
}
