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
    public async Task Prices_AreSetOverThoseOfTheServerAndTakenBack()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        await server.SubmitAsync("/settings", "price", ("provider", "groq"), ("model", "llama-3"), ("input", "0.59"), ("output", "0.79"), ("cached_input", ""));
        await server.SubmitAsync("/settings", "price", ("provider", "groq"), ("model", "*"), ("input", "1"), ("output", "1"), ("cached_input", "0.5"));
        var page = await server.PageAsync("/settings");
        var wrong = await server.SubmitAsync("/settings", "price", ("provider", "groq"), ("model", "x"), ("input", "cheap"), ("output", "1"));
        await server.SubmitAsync("/settings", "delete-price", ("price", "groq/*"));

        page.Text.ShouldContain("groq/llama-3 0.59");
        page.Text.ShouldContain("groq/* 1 0.5 1");
        page.Text.ShouldContain("openai/gpt-4o 2.5");
        wrong.Text.ShouldContain("Prices are numbers from 0");
        server.Silo.OwnPrices.Prices.ShouldHaveSingleItem().Value.Keys.ShouldBe(["llama-3"]);
    }

    [Fact]
    public async Task Secret_IsDeletedByItsName()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        await server.SubmitAsync("/settings", "delete-secret", ("name", "GITHUB_TOKEN"));

        server.Silo.DeletedSecrets.ShouldBe(["GITHUB_TOKEN"]);
    }
}
