using System.Text.Json;
using Agents.Client.Executions;
using Agents.Dashboard.Tests;
using Agents.Dashboard.Tests.FakeSilo;
using Microsoft.Playwright;

namespace Agents.EndToEnd.Browser;

/// <summary>Reading, filtering, running and cancelling with the script switched off.</summary>
[Collection(BrowserCollection.Name)]
public sealed class WithoutScriptTests(BrowserFixture browser)
{
    [SkippableFact]
    public async Task Workflow_IsRun()
    {
        await using var server = await DashboardServer.StartFilledAsync();
        await using var window = await browser.OpenAsync(server.Silo.Url, NoScript);
        var page = window.Page;
        await page.GotoAsync("/workflows");

        await page.GetByRole(AriaRole.Link, new() { Name = "Run article_writer" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Fill with sample" }).ClickAsync();
        await page.GetByLabel("words").FillAsync("12");
        await page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();

        await page.WaitForURLAsync("**/executions/exec_started_1");
        JsonSerializer.Deserialize<JsonElement>(server.Silo.Started.Single().Body).GetProperty("inputs").GetProperty("words").GetInt32().ShouldBe(12);
    }

    [SkippableFact]
    public async Task Execution_IsFilteredReadAndCancelled()
    {
        await using var server = await DashboardServer.StartFilledAsync();
        await using var window = await browser.OpenAsync(server.Silo.Url, NoScript);
        var page = window.Page;
        await page.GotoAsync("/executions");

        await page.GetByRole(AriaRole.Link, new() { Name = "Running", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "E2E Switch Routing" }).ClickAsync();
        await page.Locator(".timeline-row").First.ClickAsync();
        await Assertions.Expect(page.Locator(".drawer")).ToContainTextAsync("HighErrorRate");
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel…" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel execution" }).ClickAsync();

        await Assertions.Expect(page.Locator(".fact-status")).ToContainTextAsync("Cancelled");
        server.Silo.Executions[FakeRouting.Id].Detail.Status.ShouldBe(ExecutionStatuses.Cancelled);
    }

    private static void NoScript(BrowserNewContextOptions options) => options.JavaScriptEnabled = false;
}
