using System.Net;
using Agents.Client.Problems;
using Agents.Dashboard.Tests.FakeSilo;

namespace Agents.Dashboard.Tests.Shell;

public sealed class DegradedTests
{
    public static TheoryData<string> Pages => ["/executions", "/executions/exec_routing", "/workflows", "/workflows/article_writer", "/workflows/article_writer/run", "/workflows/new", "/status"];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task SiloThatIsDown_IsSaidOnEveryPage(string path)
    {
        await using var server = await DashboardServer.StartFilledAsync();
        await server.Silo.StopAsync();

        var page = await server.PageAsync(path);

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Text.ShouldContain("The silo does not answer");
        page.Headings.Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task DegradedSilo_IsSaidOnEveryPageWithItsReason(string path)
    {
        await using var server = await DashboardServer.StartFilledAsync();
        server.Silo.Status = FakeStatus.Degraded;

        var page = await server.PageAsync(path);

        page.Text.ShouldContain("Degraded: reading works, nothing can be started or changed. The database /data/agents.db is of version 12");
    }

    [Fact]
    public async Task DegradedSilo_DisablesWhatWrites()
    {
        await using var server = await DashboardServer.StartFilledAsync();
        server.Silo.Status = FakeStatus.Degraded;

        (await server.PageAsync("/workflows/article_writer/run")).Html.ShouldMatch("<button class=\"primary\" disabled title=\"The database");
        (await server.PageAsync("/workflows/new")).Html.ShouldMatch("value=\"save\" disabled");
        (await server.PageAsync("/executions/exec_routing")).Html.ShouldMatch("popovertarget=\"cancel-execution\" disabled");
    }

    [Fact]
    public async Task Recovery_IsNoticedWithoutARestart()
    {
        await using var server = await DashboardServer.StartFilledAsync();
        server.Silo.Status = FakeStatus.Degraded;
        (await server.PageAsync("/fragments/banner")).Text.ShouldContain("Degraded");

        server.Silo.Status = FakeStatus.Healthy;

        (await server.PageAsync("/fragments/banner")).Text.ShouldBeEmpty();
    }

    [Fact]
    public async Task Refusal_ShowsReasonAndRequest()
    {
        await using var server = await DashboardServer.StartFilledAsync();
        server.Silo.Refusal = new ProblemRecord { Status = 500, Title = "Internal Server Error", Code = "internal_error", Detail = "The journal cannot be read.", TraceId = "00-abc" };

        var page = await server.PageAsync("/executions");

        page.Text.ShouldContain("The journal cannot be read.");
        page.Text.ShouldContain("Request 00-abc");
        page.Text.ShouldContain("Try again");
    }

    [Fact]
    public async Task Chips_SayWhatIsUnusual()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.PageAsync("/status");

        page.Text.ShouldContain("Offline model");
        page.Text.ShouldContain("Open access");
    }
}
