using System.Net;
using Agents.Dashboard.Tests.FakeSilo;

namespace Agents.Dashboard.Tests.Access;

public sealed class KeyPageTests
{
    [Fact]
    public async Task NewKey_IsShownInTheAnswerAndNeverAgain()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var made = await server.SubmitAsync("/settings", "create-key", ("key_name", "ci"), ("key_principal", "grace"), ("key_scope", "operator approver"), ("key_days", "2"));
        var later = await server.PageAsync("/settings");

        made.Html.ShouldContain("ak_shown-once");
        made.Reply.Headers.CacheControl!.NoStore.ShouldBeTrue();
        later.Html.ShouldNotContain("ak_shown-once");
        server.Silo.Keys.ShouldBe(["create  ci grace operator approver 172800"]);
        later.Text.ShouldContain("Billing <b> …wxyz user:ada operator active");
    }

    [Fact]
    public async Task Key_IsRotatedAndRevoked()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var rotated = await server.SubmitAsync("/settings", "change-key", ("rotate", "k1"));
        var revoked = await server.SubmitAsync("/settings", "change-key", ("revoke", "k1"));

        rotated.Html.ShouldContain("ak_rotated");
        revoked.Status.ShouldBe(HttpStatusCode.Found);
        server.Silo.Keys.ShouldBe(["rotate k1", "revoke  k1"]);
    }

    [Fact]
    public async Task KeyOfADeployment_IsMadeAndRevokedOnItsPage()
    {
        await using var server = await DashboardServer.StartFilledAsync();
        server.Silo.Deployments["article"] = FakeDeployments.Article;

        var made = await server.SubmitAsync("/deployments/article", "create-key", ("key_name", "shop"));
        var revoked = await server.SubmitAsync("/deployments/article", "change-key", ("revoke", "k1"));

        made.Html.ShouldContain("ak_shown-once");
        revoked.Status.ShouldBe(HttpStatusCode.Found);
        server.Silo.Keys.ShouldBe(["create article shop   ", "revoke article k1"]);
    }

    [Fact]
    public async Task Login_AsksForAKeyAndKnowsTheWayBack()
    {
        await using var server = await DashboardServer.StartAsync();

        var page = await server.PageAsync("/login?back=%2Fexecutions%3Fa%3D%22b&failed=true");

        page.Headings.ShouldBe(["Sign in"]);
        page.Field("back").ShouldBe("/executions?a=\"b");
        page.Text.ShouldContain("no key of this server");
        // Nobody is known yet: nothing is asked of the silo.
        server.Silo.RequestHeaders.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("user:ada", true)]
    [InlineData("user:local", false)]
    public async Task TopBar_NamesWhoIsSignedIn(string principal, bool isSignedIn)
    {
        await using var server = await DashboardServer.StartFilledAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/settings") { Headers = { { "X-Agents-Principal", principal }, { "X-Agents-Scopes", "viewer" }, { "X-Agents-Credential", "as_1" } } };

        var page = await Page.ReadAsync(await server.Client.SendAsync(request));

        page.Text.Contains("Sign out", StringComparison.Ordinal).ShouldBe(isSignedIn);
        page.Text.Contains(principal, StringComparison.Ordinal).ShouldBe(isSignedIn);
        // What a viewer may not see is left out.
        page.Text.ShouldNotContain("Not for viewers");
        page.Text.ShouldContain("GITHUB_TOKEN");
        server.Silo.RequestHeaders.ShouldAllBe(static headers => headers["X-Agents-Credential"] == "as_1");
    }
}
