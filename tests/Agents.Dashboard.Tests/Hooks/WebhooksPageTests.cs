using System.Net;

namespace Agents.Dashboard.Tests.Hooks;

public sealed class WebhooksPageTests
{
    private static readonly (string, string)[] Fields =
        [("name", "issues"), ("scheme", "github"), ("secret", "GITHUB_HOOK"), ("target", "workflow:article_writer"), ("inputs", """{"topic": "{{ body.title }}"}""")];

    [Fact]
    public async Task Webhook_IsAddedShownAndDeleted()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        (await server.SubmitAsync("/webhooks", "add", Fields)).Status.ShouldBe(HttpStatusCode.Found);
        var hook = server.Silo.Hooks["issues"];
        (hook.Scheme, hook.Secret, hook.WorkflowId, hook.Inputs!.Value.GetProperty("topic").GetString()).ShouldBe(("github", "GITHUB_HOOK", "article_writer", "{{ body.title }}"));
        var page = await server.PageAsync("/webhooks");
        page.Text.ShouldContain("/hooks/issues github");
        page.Links.ShouldContain("/workflows/article_writer");

        await server.SubmitAsync("/webhooks", "delete-issues", ("webhook", "issues"));
        server.Silo.Hooks.ShouldBeEmpty();
    }

    [Fact]
    public async Task Events_AreShownAndReplayed()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.PageAsync("/webhooks");
        page.Text.ShouldContain("Workflow <x> is disabled.");
        page.Html.ShouldNotContain("Workflow <x>");
        page.Links.ShouldContain("/executions/run-1");
        page.Links.ShouldNotContain("/executions/run-2");

        (await server.SubmitAsync("/webhooks", "replay-e-1", ("event", "e-1"))).Reply.Headers.Location!.ToString().ShouldEndWith("/executions/run-3");
    }

    [Fact]
    public async Task InputsThatAreNoJson_AreSaid_AndKept()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.SubmitAsync("/webhooks", "add", [.. Fields[..4], ("inputs", "{")]);

        page.Text.ShouldContain("The inputs are not JSON");
        page.Field("name").ShouldBe("issues");
        server.Silo.Hooks.ShouldBeEmpty();
    }
}
