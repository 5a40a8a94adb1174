using System.Net;

namespace Agents.Dashboard.Tests.Settings;

public sealed class SettingsPageTests
{
    private const string Canary = "canary-31c07b";

    [Fact]
    public async Task Page_ShowsProvidersAndNamesOfSecrets()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.PageAsync("/settings");

        page.Text.ShouldContain("openai default");
        page.Text.ShouldContain("not connected");
        page.Text.ShouldContain("GITHUB_TOKEN");
        page.Html.ShouldNotContain("refused <the> key");
    }

    [Fact]
    public async Task KeyOfAProvider_IsSentOnceAndIsOnNoPage()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var reply = await server.SubmitAsync("/settings", "key", ("provider", "openai"), ("api_key", Canary));

        reply.Status.ShouldBe(HttpStatusCode.Found);
        server.Silo.Secrets.ShouldHaveSingleItem().ApiKey.ShouldBe(Canary);
        (await server.PageAsync("/settings")).Html.ShouldNotContain(Canary);
    }

    [Fact]
    public async Task RefusedSecret_SaysWhyAndIsNotFilledInAgain()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.SubmitAsync("/settings", "secret", ("name", "TOKEN"), ("value", "short-1"));

        page.Text.ShouldContain("That is too short.");
        page.Html.ShouldNotContain("short-1");
        server.Silo.Secrets.ShouldBeEmpty();
    }

    [Fact]
    public async Task Secret_IsDeletedByItsName()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        await server.SubmitAsync("/settings", "delete-secret", ("name", "GITHUB_TOKEN"));

        server.Silo.DeletedSecrets.ShouldBe(["GITHUB_TOKEN"]);
    }
}
