using System.Text.RegularExpressions;
using Agents.Client.Executions;
using Agents.Dashboard.Tests.FakeSilo;

namespace Agents.Dashboard.Tests.Executions;

public sealed class ExecutionPageTests
{
    [Fact]
    public async Task Completed_ShowsWhatHappenedAndWhatItCost()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.PageAsync("/executions/exec_article");

        page.Text.ShouldContain("Status Completed Started 11 min ago Started by user:ada Duration 45.4s Tokens 1.8k in · 620 out Cost $0.025 Budget $0.050 Ended 11 min ago");
        page.Text.ShouldContain("write slowest");
        page.Text.ShouldContain("word_count : 312");
        page.Html.ShouldNotContain("data-live=\"execution:");
        page.Links.ShouldContain("/workflows/article_writer/run?from=exec_article");
    }

    [Fact]
    public async Task Graph_MarksTheWayThatWasTaken()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.PageAsync("/executions/exec_routing");

        Regex.Count(page.Html, "class=\"edge taken\"").ShouldBe(3);
        Regex.Count(page.Html, "class=\"edge faint\"").ShouldBe(9);
        Regex.Matches(page.Html, "aria-label=\"([a-z_]+, [A-Z][a-z]+)\"").Select(found => found.Groups[1].Value)
            .ShouldBe(["inject_alert, Succeeded", "route_by_severity, Succeeded", "high_severity_response, Running"]);
    }

    [Fact]
    public async Task Running_IsLiveAndCanBeCancelled()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.PageAsync("/executions/exec_routing");

        page.Html.ShouldContain("data-live=\"execution:exec_routing\"");
        page.Text.ShouldContain("Cancel this execution of E2E Switch Routing");
        page.Fragment("live").ShouldBe("/executions/exec_routing/live");
    }

    [Fact]
    public async Task Fragment_BringsThePageUpToDate()
    {
        await using var server = await DashboardServer.StartFilledAsync();
        server.Silo.Change(FakeRouting.Id, FakeRouting.Finish);

        var part = await server.PageAsync("/executions/exec_routing/live?step=step_high");

        part.Html.ShouldStartWith("<div id=\"live\"");
        part.Html.ShouldNotContain("data-live=\"execution:");
        part.Text.ShouldContain("A deploy at 14:02 doubled the error rate.");
    }

    [Fact]
    public async Task Failed_SaysWhyFirst()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.PageAsync("/executions/exec_failed");

        page.Text.ShouldContain("Failed in research OpenAI refused the call 3 times (HTTP 529, overloaded)");
        page.Text.IndexOf("Failed in research").ShouldBeLessThan(page.Text.IndexOf("Timeline"));
        page.Links.ShouldContain("/executions/exec_failed?step=step_research");
        page.Text.ShouldContain("Cost unknown");
    }

    [Fact]
    public async Task WhatPeopleWrote_IsTextNotMarkup()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.PageAsync("/executions/exec_failed?step=step_research");
        var markdown = await server.PageAsync("/executions/exec_article?step=step_research");

        page.Html.ShouldNotContain("<script>alert");
        page.Text.ShouldContain("<script>alert('xss')</script> & friends");
        markdown.Html.ShouldNotContain("<script>alert");
        markdown.Html.ShouldContain("<strong>Lighthouses</strong>");
    }

    [Fact]
    public async Task Step_OpensItsDrawerWithConversationAndAttempts()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var talk = await server.PageAsync("/executions/exec_article?step=step_research");
        var tries = await server.PageAsync("/executions/exec_failed?step=step_research");

        talk.Text.ShouldContain("user Research the following topic using web search");
        talk.Text.ShouldContain("assistant · gemini-2.5-flash-lite 15.0s · 850 tokens · $0.0081");
        tries.Text.ShouldContain("Attempts Failed 2.0s 7 min ago provider_error OpenAI refused the call (HTTP 529, overloaded). Next attempt 2026-11-21 14:23:04 UTC");
    }

    [Fact]
    public async Task Event_ScrubsTheContextAndMarksWhatItChanged()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.PageAsync("/executions/exec_article?seq=5");

        page.Text.ShouldContain("After event 5, which changed 1 value.");
        page.Text.ShouldContain("research : \"Lighthouses guided ships\" changed");
        page.Text.ShouldNotContain("words : 300 changed");
    }

    [Fact]
    public async Task Events_AreFilteredByKind()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var page = await server.PageAsync("/executions/exec_article?events=models");

        page.Rows.Count.ShouldBe(2);
        page.Rows.ShouldAllBe(row => row.Contains("model.replied"));
    }

    [Fact]
    public async Task GraphThatCannotBeHad_CostsOnlyItsPanel()
    {
        await using var server = await DashboardServer.StartFilledAsync();
        server.Silo.Workflows.TryRemove("article_writer", out _);

        var page = await server.PageAsync("/executions/exec_article");

        page.Text.ShouldContain("The graph cannot be drawn now: There is no such thing.");
        page.Text.ShouldContain("Timeline 2 steps");
    }

    [Fact]
    public async Task Cancel_EndsTheExecutionAndShowsIt()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        var reply = await server.SubmitAsync("/executions/exec_routing", "cancel");

        reply.Reply.Headers.Location!.ToString().ShouldEndWith("/executions/exec_routing");
        server.Silo.Executions["exec_routing"].Detail.Status.ShouldBe(ExecutionStatuses.Cancelled);
        (await server.PageAsync("/executions/exec_routing")).Text.ShouldContain("Status Cancelled");
    }

    [Fact]
    public async Task TenThousandSteps_AreReadPageByPage()
    {
        await using var server = await DashboardServer.StartFilledAsync();
        server.Silo.Add(FakeForeach.TenThousand);

        var page = await server.PageAsync("/executions/exec_each");
        var failed = await server.PageAsync("/executions/exec_each?steps=failed&look=list");
        var far = await server.PageAsync("/executions/exec_each?step=step_9000");

        page.Html.Length.ShouldBeLessThan(600_000);
        page.Text.ShouldContain("Timeline 10,001 steps");
        page.Text.ShouldContain("9,990/10,000, 7 failed");
        page.Links.ShouldContain("/executions/exec_each?steps_cursor=200");
        Regex.Count(failed.Html, "class=\"step-dot\"").ShouldBe(7);
        failed.Text.ShouldContain("1399 › summarize");
        far.Text.ShouldContain("In each#1/8999");
    }

    [Fact]
    public async Task Journal_IsExported()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        (await server.PageAsync("/executions/exec_article")).Links.ShouldContain("/api/v1/executions/exec_article/events?format=jsonl");
    }
}
