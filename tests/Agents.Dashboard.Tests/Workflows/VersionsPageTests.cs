using Agents.Client.Problems;
using Agents.Client.Workflows;
using Agents.Dashboard.Tests.FakeSilo;

namespace Agents.Dashboard.Tests.Workflows;

public sealed class VersionsPageTests
{
    private const string Path = $"/workflows/{FakeVersions.Id}";

    [Fact]
    public async Task Versions_AreComparedWithTheOneBefore()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.PageAsync($"{Path}/versions");

        page.Rows[0].ShouldStartWith("v3 1.2 current");
        page.Rows[1].ShouldEndWith("Roll back to v2");
        page.Text.ShouldContain("From v2 to v3");
        page.Text.ShouldContain("added agent auditor");
        page.Text.ShouldContain("changed state review timeout 300s → 600s task nothing → Look for <b>wrong</b> sums");
        page.Text.ShouldContain("2 lines added, 1 removed");
        page.Text.ShouldContain("-    timeout: 5m".Replace("    ", " ") + " + timeout: 10m");
    }

    [Fact]
    public async Task ChosenVersions_AreTheOnesCompared()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        (await server.PageAsync($"{Path}/versions?from=1&to=3")).Text.ShouldContain("From v1 to v3");
        (await server.PageAsync($"{Path}/versions?from=2&to=2")).Text.ShouldContain("They are the same.");
    }

    [Fact]
    public async Task OneVersion_HasNothingToCompare()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.PageAsync("/workflows/article_writer/versions");

        page.Text.ShouldContain("There is one version");
        page.Text.ShouldNotContain("Roll back");
    }

    [Fact]
    public async Task Rollback_MakesTheVersionCurrent()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var reply = await server.SubmitAsync($"{Path}/versions", "rollback", ("version", "1"));

        reply.Reply.Headers.Location!.ToString().ShouldEndWith($"{Path}/versions");
        server.Silo.Workflows[FakeVersions.Id].Detail.Version.ShouldBe(1);
    }

    [Fact]
    public async Task RefusedRollback_SaysWhy()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var reply = await server.SubmitAsync($"{Path}/versions", "rollback", ("version", "nonsense"));
        reply.Reply.Headers.Location.ShouldBeNull();

        server.Silo.Refusal = new ProblemRecord { Status = 503, Code = "unavailable", Title = "Service Unavailable", Detail = "The disk is full." };
        (await server.PageAsync($"{Path}/versions")).Text.ShouldContain("The disk is full.");
    }

    [Fact]
    public async Task Disabled_SaysSoAndIsEnabledAgain()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        await server.SubmitAsync(Path, "switch", ("action", "disable"));
        var disabled = await server.PageAsync(Path);
        var list = await server.PageAsync("/workflows");
        var run = await server.PageAsync($"{Path}/run");
        await server.SubmitAsync(Path, "switch", ("action", "enable"));

        disabled.Links.ShouldNotContain($"{Path}/run");
        disabled.Text.ShouldContain("disabled");
        list.Rows.Single(static row => row.StartsWith("Invoice check")).ShouldContain("disabled");
        run.Html.ShouldContain("The workflow is disabled.");
        server.Silo.Workflows[FakeVersions.Id].Detail.Status.ShouldBe(WorkflowStatuses.Active);
    }

    [Fact]
    public async Task Delete_IsOfferedForWhatNeverRanAndLeadsToTheList()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var ran = await server.PageAsync("/workflows/article_writer");
        var reply = await server.SubmitAsync(Path, "delete", ("action", "delete"));

        ran.Text.ShouldNotContain("Delete");
        reply.Reply.Headers.Location!.ToString().ShouldEndWith("/workflows");
        server.Silo.Workflows.ContainsKey(FakeVersions.Id).ShouldBeFalse();
    }
}
