using Agents.Dashboard.Security;

namespace Agents.Dashboard.Tests.Mlflow;

public sealed class MlflowPageTests
{
    private static string Policy(Page page) => page.Reply.Headers.GetValues("Content-Security-Policy").Single();

    [Fact]
    public async Task None_SaysHowToSetIt()
    {
        await using var server = await DashboardServer.StartAsync();

        var page = await server.PageAsync("/mlflow");

        page.Text.ShouldContain("MLFLOW_TRACKING_URI=http://localhost:5000");
        page.Html.ShouldNotContain("<iframe");
        Policy(page).ShouldBe(SecurityHeaders.ContentSecurityPolicy);
    }

    [Fact]
    public async Task OnThisMachine_IsShownWithin()
    {
        await using var server = await DashboardServer.StartAsync("--MLFLOW_TRACKING_URI=http://me:secret@127.0.0.1:5000/base");

        var page = await server.PageAsync("/mlflow");

        page.Html.ShouldContain("<iframe class=\"embedded\" src=\"http://127.0.0.1:5000/base\"");
        page.Html.ShouldNotContain("secret");
        Policy(page).ShouldEndWith("; frame-src http://127.0.0.1:5000");
        Policy(await server.PageAsync("/status")).ShouldNotContain("frame-src");
    }

    [Theory]
    [InlineData("https://mlflow.example.org/", "https://mlflow.example.org/")]
    [InlineData("databricks://profile", null)]
    [InlineData("javascript:alert(1)", null)]
    public async Task Elsewhere_IsALink(string setting, string? link)
    {
        await using var server = await DashboardServer.StartAsync($"--MLFLOW_TRACKING_URI={setting}");

        var page = await server.PageAsync("/mlflow");

        page.Html.ShouldNotContain("<iframe");
        page.Links.Where(static found => found.Contains("mlflow.example") || found.Contains("databricks") || found.Contains("javascript")).ShouldBe(link is null ? [] : [link]);
    }
}
