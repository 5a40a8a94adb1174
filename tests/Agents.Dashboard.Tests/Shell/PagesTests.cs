using System.Net;
using System.Text.RegularExpressions;

namespace Agents.Dashboard.Tests.Shell;

public sealed class PagesTests
{
    public static TheoryData<string, string> All => new()
    {
        { "/", "What would you like to build?" },
        { "/chat/chat_1", "Chat" },
        { "/chat/chat_1?action=edit", "Chat" },
        { "/chat/chat_1?action=execute", "Chat" },
        { "/chat/chat_1?action=deploy", "Chat" },
        { "/executions", "Executions" },
        { "/executions/exec_article?step=step_research&seq=5", "article_writer v1" },
        { "/executions/exec_routing", "E2E Switch Routing v1" },
        { "/workflows", "Workflows" },
        { "/workflows/article_writer", "article_writer" },
        { "/workflows/article_writer/executions", "article_writer" },
        { "/workflows/article_writer/definition", "article_writer" },
        { "/workflows/article_writer/run", "Run article_writer" },
        { "/workflows/new", "New workflow" },
        { "/workflows/article_writer/deploy", "Deploy article_writer" },
        { "/deployments", "Deployments" },
        { "/settings", "Settings" },
        { "/status", "Status" },
        { "/welcome", "Welcome" },
        { "/tools", "Tools" },
        { "/mlflow", "MLflow" },
        { "/overview", "Overview" },
        { "/metrics?days=30", "Metrics" },
    };

    [Theory]
    [MemberData(nameof(All))]
    public async Task Page_NamesItselfOnceAndKeepsWithinThePolicy(string path, string heading)
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.PageAsync(path);

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Headings.ShouldBe([heading]);
        page.Title.ShouldEndWith("· Agents");
        page.Html.Length.ShouldBeLessThan(300_000);
        Regex.Matches(page.Html, " style=| on[a-z]+=\"|<style|<script(?! type=\"module\" src=)").Select(found => found.Value).ShouldBeEmpty();
        Regex.Matches(page.Html, "(?:src=|<link [^>]*href=|<use href=)\"(?:https?:)?//").Select(found => found.Value).ShouldBeEmpty();
        page.Reply.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'self';");
        page.Reply.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }

    [Fact]
    public async Task Ids_AreUniqueOnEachPage()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.PageAsync("/executions/exec_article?step=step_research&seq=5");

        Regex.Matches(page.Html, " id=\"([^\"]+)\"").Select(found => found.Groups[1].Value).GroupBy(id => id).Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/nothing/at/all")]
    [InlineData("/executions/none")]
    [InlineData("/workflows/none")]
    [InlineData("/workflows/none/run")]
    public async Task WhatIsNotThere_IsAPageThatLeadsOn(string path)
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.PageAsync(path);

        page.Status.ShouldBe(HttpStatusCode.NotFound);
        page.Headings.ShouldBe(["There is nothing here"]);
        page.Links.ShouldContain("/executions");
    }

    [Fact]
    public async Task Assets_AreServedAndMayBeKept()
    {
        await using var server = await DashboardServer.StartAsync();
        var page = await server.PageAsync("/executions");

        var assets = Regex.Matches(page.Html, "(?:src|href)=\"(?<path>/(?:css|js)/[^\"]+)\"").Select(found => found.Groups["path"].Value).ToList();

        assets.Count.ShouldBe(12);
        foreach (var asset in assets)
        {
            var reply = await server.Client.GetAsync(asset);
            reply.StatusCode.ShouldBe(HttpStatusCode.OK, asset);
            reply.Headers.CacheControl!.ToString().ShouldContain("immutable", customMessage: asset);
        }

        (await server.Client.GetAsync("/favicon.svg")).Content.Headers.ContentType!.MediaType.ShouldBe("image/svg+xml");
    }
}
