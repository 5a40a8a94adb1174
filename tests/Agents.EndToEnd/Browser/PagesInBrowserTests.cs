using Agents.Dashboard.Tests;
using Agents.Dashboard.Tests.FakeSilo;
using Microsoft.Playwright;

namespace Agents.EndToEnd.Browser;

/// <summary>Every page in both themes and on two screens: readable, labelled, within the window, silent on the console.</summary>
[Collection(BrowserCollection.Name)]
public sealed class PagesInBrowserTests(BrowserFixture browser)
{
    private static readonly string[] Paths =
    [
        "/",
        "/chat/chat_1",
        "/chat/chat_1?action=edit",
        "/chat/chat_1?action=execute",
        "/chat/chat_1?action=deploy",
        "/chat/chat_2",
        "/executions",
        "/executions?status=failed&date=week&q=article",
        "/executions?q=nothing+fits",
        "/executions/exec_article",
        "/executions/exec_article?step=step_research&seq=5",
        "/executions/exec_routing?step=step_high",
        "/executions/exec_failed?step=step_research",
        "/executions/exec_arabic",
        "/workflows",
        "/workflows/article_writer",
        "/workflows/article_writer/executions",
        "/workflows/article_writer/definition",
        "/workflows/summary-ar",
        "/workflows/invoice_check/versions?from=1&to=3",
        "/workflows/article_writer/run?sample=true",
        "/workflows/new",
        "/status",
        "/executions/exec_each",
        "/executions/exec_each?look=list&steps=failed",
        "/welcome",
        "/tools",
        "/mlflow",
        "/overview",
        "/metrics",
    ];

    [SkippableTheory]
    [InlineData(ColorScheme.Light, 1440)]
    [InlineData(ColorScheme.Dark, 1440)]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Pages_OweNothing(ColorScheme scheme, int width)
    {
        await using var server = await DashboardServer.StartFilledAsync();
        server.Silo.Add(FakeForeach.TenThousand);
        foreach (var execution in FakeExecutions.Many(60))
        {
            server.Silo.Add(execution);
        }

        await using var window = await browser.OpenAsync(server.Silo.Url, options =>
        {
            options.ColorScheme = scheme;
            options.ViewportSize = new() { Width = width, Height = 900 };
        });

        foreach (var path in Paths)
        {
            await window.Page.GotoAsync(path);
            await window.KeepPictureAsync($"{width}-{scheme.ToString().ToLowerInvariant()}", path);
            await Should.NotThrowAsync(window.CheckAsync, path);
        }
    }

    [SkippableTheory]
    [InlineData("/overview")]
    [InlineData("/executions/exec_article")]
    [InlineData("/workflows")]
    [InlineData("/metrics")]
    public async Task FirstPage_IsSmall(string path)
    {
        await using var server = await DashboardServer.StartFilledAsync();
        await using var window = await browser.OpenAsync(server.Silo.Url);

        await window.Page.GotoAsync(path);

        (await window.BytesAsync()).ShouldBeInRange(10_000, 300_000);
    }

    [SkippableFact]
    public async Task RequestToAnybodyElse_IsComplainedOf()
    {
        await using var server = await DashboardServer.StartFilledAsync();
        await using var window = await browser.OpenAsync(server.Silo.Url, static options => options.BypassCSP = true);
        await window.Page.RouteAsync("http://elsewhere.example/**", static route => route.AbortAsync());
        await window.Page.GotoAsync("/status");

        await window.Page.EvaluateAsync("() => fetch('http://elsewhere.example/x').catch(() => {})");

        window.Complaints.ShouldContain("asks elsewhere.example");
    }

    [SkippableFact]
    public async Task Checks_SeeFaults()
    {
        await using var server = await DashboardServer.StartFilledAsync();
        await using var window = await browser.OpenAsync(server.Silo.Url);
        await window.Page.GotoAsync("/status");

        await window.Page.EvaluateAsync(
            """
            () => {
              document.querySelector("main").insertAdjacentHTML("beforeend", "<h1>Two</h1><input id=rail-Run><p id=pale>pale</p>");
              const sheet = new CSSStyleSheet();
              sheet.replaceSync("#pale { color: #bbb }");
              document.adoptedStyleSheets = [sheet];
            }
            """);

        var faults = await Assert.ThrowsAsync<ShouldAssertException>(window.CheckAsync);
        string[] expected = ["2 h1", "field without a label", "id rail-Run 2 times", "contrast 1."];
        expected.ShouldAllBe(fault => faults.Message.Contains(fault));
    }

    [SkippableFact]
    public async Task InlineScript_IsRefusedAndReported()
    {
        await using var server = await DashboardServer.StartFilledAsync();
        await using var window = await browser.OpenAsync(server.Silo.Url);
        await window.Page.GotoAsync("/status");

        await window.Page.EvaluateAsync("() => document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.hacked = 1' }))");

        (await window.Page.EvaluateAsync<bool>("() => 'hacked' in window")).ShouldBeFalse();
        window.Complaints.ShouldContain(complaint => complaint.Contains("Content Security Policy"));
    }

    [SkippableFact]
    public async Task DegradedPages_OweNothing()
    {
        await using var server = await DashboardServer.StartFilledAsync();
        server.Silo.Status = FakeStatus.Degraded;
        server.Silo.Add(FakeForeach.TenThousand);
        await using var window = await browser.OpenAsync(server.Silo.Url);

        foreach (var path in Paths)
        {
            await window.Page.GotoAsync(path);
            await Assertions.Expect(window.Page.Locator("#banner")).ToContainTextAsync("nothing can be started or changed");
            await Should.NotThrowAsync(window.CheckAsync, path);
        }
    }

    [SkippableFact]
    public async Task Theme_FollowsTheSystemUntilTheReaderChooses()
    {
        await using var server = await DashboardServer.StartFilledAsync();
        await using var window = await browser.OpenAsync(server.Silo.Url, options => options.ColorScheme = ColorScheme.Dark);
        var page = window.Page;
        await page.GotoAsync("/executions");
        var dark = await BackgroundAsync(page);

        await page.GetByRole(AriaRole.Button, new() { Name = "Theme: as the system. Switch to dark" }).ClickAsync();
        (await BackgroundAsync(page)).ShouldBe(dark);
        await page.GetByRole(AriaRole.Button, new() { Name = "Theme: dark. Switch to light" }).ClickAsync();

        (await BackgroundAsync(page)).ShouldBe("rgb(247, 247, 245)");
        dark.ShouldBe("rgb(18, 19, 22)");
        window.Complaints.ShouldBeEmpty();
    }

    private static Task<string> BackgroundAsync(IPage page) => page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");
}
