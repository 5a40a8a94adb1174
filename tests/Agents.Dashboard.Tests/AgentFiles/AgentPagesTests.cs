namespace Agents.Dashboard.Tests.AgentFiles;

public sealed class AgentPagesTests
{
    [Fact]
    public async Task List_ShowsWhatIsThere_AndWhatIsWrong()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.PageAsync("/agents");

        page.Headings.ShouldBe(["Agents"]);
        page.Rows.Count.ShouldBe(2);
        page.Rows[0].ShouldContain("reviewer v2 Reads <drafts> active default gpt-4o web_search");
        page.Rows[1].ShouldContain("broken broken.prompt invalid");
        page.Links.ShouldContain("/agents/reviewer%40default");
    }

    [Fact]
    public async Task Agent_ShowsItsTextAndVersions()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.PageAsync("/agents/reviewer%40default");

        page.Headings.ShouldBe(["reviewer"]);
        page.Text.ShouldContain("Review <this>.");
        page.Html.ShouldNotContain("Review <this>.");
        page.Text.ShouldContain("2 bbbbbbbbbbbb");
        page.Text.ShouldContain("1 aaaaaaaaaaaa");
    }

    [Fact]
    public async Task WrongAgent_SaysWhereAndWhy()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.PageAsync("/agents/broken%40default");

        page.Text.ShouldContain("line 2:1 There is no role 'sytem'. Did you mean 'system'?");
        (await server.PageAsync("/agents/nobody%40default")).Text.ShouldContain("There is no such agent.");
    }
}
