using System.Text.RegularExpressions;
using Agents.Dashboard.Shell;
using Agents.Dashboard.Tests.FakeSilo;

namespace Agents.Dashboard.Tests.Shell;

public sealed class NavigationTests
{
    [Fact]
    public async Task EveryDestination_IsAPageOfThatName()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var symbols = await server.Client.GetStringAsync("/icons.svg");
        foreach (var destination in Destinations.All)
        {
            var page = await server.PageAsync(destination.Path);

            page.Html.ShouldContain($"<title>{destination.Name} · Agents</title>");
            page.Headings.ShouldHaveSingleItem();
            symbols.ShouldContain($"<symbol id=\"{destination.Icon}\"");
        }
    }

    [Fact]
    public void Hotkeys_AreUnique()
        => Destinations.All.Select(static item => item.Hotkey).OfType<string>().ShouldBeUnique();

    [Theory]
    [InlineData("/workflows", "/workflows")]
    [InlineData("/workflows/new", "/workflows")]
    [InlineData("/executions/exec_1?step=a", "/executions")]
    [InlineData("/executions?status=failed", "/executions")]
    [InlineData("/executions-of-others", null)]
    [InlineData("/", "/")]
    [InlineData("/?q=x", "/")]
    [InlineData("/chat/session_1", "/")]
    [InlineData("/chats", null)]
    public void Address_BelongsToAnEntryOfTheRail(string address, string? path) => Destinations.Of(address)?.Path.ShouldBe(path);

    [Fact]
    public async Task Rail_MarksOneEntryAndCountsWhatWaits()
    {
        await using var server = await DashboardServer.StartFilledAsync();
        server.Silo.Status = FakeStatus.Healthy with { PendingApprovals = 3 };

        var page = await server.PageAsync("/workflows/new");

        Regex.Matches(page.Html, "aria-current=\"page\" title=\"([^\"]+)\"").Select(static found => found.Groups[1].Value).ShouldBe(["Workflows"]);
        page.Html.ShouldMatch("id=\"rail-count-approvals\"[^>]*title=\"3 pending approvals\"[^>]*>3<");
        (await server.PageAsync("/fragments/banner")).Text.ShouldBe("3");
    }

    [Theory]
    [InlineData("", "Pages")]
    [InlineData("article", "Workflows Executions Deployments Search")]
    [InlineData("VERSION", "Pages Search")]
    [InlineData("exec_failed", "Executions Search")]
    [InlineData("<nothing>", "Search")]
    public async Task Palette_FindsPagesAndThings(string text, string groups)
    {
        await using var server = await DashboardServer.StartFilledAsync();
        server.Silo.Deployments["article"] = FakeDeployments.Article;

        var list = await server.PageAsync($"/fragments/command?q={Uri.EscapeDataString(text)}");

        string.Join(' ', Regex.Matches(list.Html, "<h2[^>]*>([^<]+)").Select(static found => found.Groups[1].Value)).ShouldBe(groups);
        list.Html.ShouldNotContain("<nothing>");
    }

    [Fact]
    public async Task Palette_OffersItsPagesWhileTheSiloIsDown()
    {
        await using var server = await DashboardServer.StartAsync();
        await server.Silo.StopAsync();

        (await server.PageAsync("/fragments/command?q=stat")).Links.ShouldBe(["/status", "/executions?q=stat"]);
    }
}
