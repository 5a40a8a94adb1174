using Agents.Dashboard.Tests;
using Microsoft.Playwright;

namespace Agents.EndToEnd.Browser;

/// <summary>Going back in time and running again, as a reader does it.</summary>
[Collection(BrowserCollection.Name)]
public sealed class RerunTests(BrowserFixture browser)
{
    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Step_IsRunAgainWithOtherInputs(bool script)
    {
        await using var server = await DashboardServer.StartFilledAsync();
        await using var window = await browser.OpenAsync(server.Silo.Url, options => options.JavaScriptEnabled = script);
        var page = window.Page;
        await page.GotoAsync("/executions/exec_article?step=step_write");

        await page.GetByRole(AriaRole.Link, new() { Name = "Re-run from here…" }).ClickAsync();
        await Assertions.Expect(page.Locator(".facts")).ToContainTextAsync("850");
        await page.GetByLabel("Inputs, JSON").FillAsync("{\"topic\": }");
        await page.GetByRole(AriaRole.Button, new() { Name = "Re-run", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("The inputs are no JSON");
        await page.GetByLabel("Inputs, JSON").FillAsync("{\"topic\": \"Harbours\"}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Re-run", Exact = true }).ClickAsync();

        await page.WaitForURLAsync("**/executions/exec_rerun_1");
        await Assertions.Expect(page.Locator("#live")).ToContainTextAsync("850 tokens");
        var started = server.Silo.Started.ShouldHaveSingleItem();
        started.Body.ShouldContain("\"from_step\":\"step_write\"");
        started.Body.ShouldContain("Harbours");
        if (script)
        {
            await window.CheckAsync();
        }
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Slider_GoesBackToAnEvent(bool script)
    {
        await using var server = await DashboardServer.StartFilledAsync();
        await using var window = await browser.OpenAsync(server.Silo.Url, options => options.JavaScriptEnabled = script);
        var page = window.Page;
        await page.GotoAsync("/executions/exec_article");

        await page.GetByLabel("After event").FillAsync("5");
        if (!script)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).ClickAsync();
        }

        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("After event 5, which changed 1 value.");
        page.Url.ShouldContain("seq=5");
    }
}
