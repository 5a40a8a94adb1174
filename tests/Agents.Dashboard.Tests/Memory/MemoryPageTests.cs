using System.Net;

namespace Agents.Dashboard.Tests.Memory;

public sealed class MemoryPageTests
{
    [Fact]
    public async Task Page_ShowsWhatIsRemembered_AndChoosesByScopeAndOwner()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var all = await server.PageAsync("/memory");
        var scoped = await server.PageAsync("/memory?scope=agent");
        var none = await server.PageAsync("/memory?owner=nobody");

        all.Rows.Count.ShouldBe(2);
        all.Text.ShouldContain("likes <tea>");
        all.Html.ShouldNotContain("likes <tea>");
        all.Links.ShouldContain("/memory?scope=workflow&owner=concierge");
        scoped.Rows.ShouldHaveSingleItem().ShouldContain("rooms");
        none.Text.ShouldContain("Nothing is remembered here");
    }

    [Fact]
    public async Task Record_IsDeleted_AndOneThatIsGoneIsSaid()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var deleted = await server.SubmitAsync("/memory", "forget", ("id", "m1"));
        var gone = await server.SubmitAsync("/memory", "forget", ("id", "m1"));

        deleted.Status.ShouldBe(HttpStatusCode.Found);
        server.Silo.Memory.Keys.ShouldBe(["m2"]);
        gone.Text.ShouldContain("There is no record 'm1'.");
    }
}
