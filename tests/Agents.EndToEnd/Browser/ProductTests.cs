using Agents.Testing;
using Microsoft.Playwright;

namespace Agents.EndToEnd.Browser;

/// <summary>The main job, seen by the person who does it: gateway, silo and dashboard as they are shipped.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ProductTests(BrowserFixture browser)
{
    private static readonly LocatorAssertionsToContainTextOptions Patiently = new() { Timeout = 60_000 };

    [SkippableFact]
    public async Task Workflow_IsStoredRunAndSeenToItsEnd()
    {
        await using var window = await browser.OpenAsync("about:blank");
        await using var product = await Product.StartAsync();
        var page = window.Page;

        await StoreAsync(page, product, "hello.workflow.yaml");
        await window.CheckAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Run…" }).ClickAsync();
        await page.GetByLabel("name").FillAsync("Zoë 🦊");
        await page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();

        await page.WaitForURLAsync("**/executions/*");
        await Assertions.Expect(page.Locator(".fact-status")).ToContainTextAsync("Completed", Patiently);
        await Assertions.Expect(page.Locator("#inputs")).ToContainTextAsync("Zoë 🦊");
        await Assertions.Expect(page.Locator("#outputs")).ToContainTextAsync("greeting");
        await page.Locator(".node-link").First.ClickAsync();
        await Assertions.Expect(page.Locator(".drawer")).ToContainTextAsync("Greet Zoë 🦊");
        await window.CheckAsync();
    }

    [SkippableFact]
    public async Task SiloKilledInTheMiddle_IsSaidAndTheExecutionIsSeenToItsEnd()
    {
        await using var window = await browser.OpenAsync("about:blank");
        await using var product = await Product.StartAsync(("Models__Offline__Latency", "00:00:00.7"));
        var page = window.Page;
        await StoreAsync(page, product, "ten-steps.workflow.yaml");
        await page.GetByRole(AriaRole.Link, new() { Name = "Run…" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/executions/*");
        await page.EvaluateAsync("() => window.samePage = true");
        await Assertions.Expect(page.Locator(".timeline-row")).Not.ToHaveCountAsync(0);

        product.KillSilo();

        await Assertions.Expect(page.Locator(".fact-status")).ToContainTextAsync("Completed", Patiently);
        await Assertions.Expect(page.Locator(".timeline-row")).ToHaveCountAsync(10);
        await Assertions.Expect(page.Locator(".offline-note")).ToHaveCountAsync(0);
        (await page.EvaluateAsync<bool>("() => window.samePage")).ShouldBeTrue();
    }

    private static async Task StoreAsync(IPage page, Product product, string example)
    {
        await page.GotoAsync($"{product.Url}/workflows/new");
        await page.GetByLabel("Definition", new() { Exact = true }).FillAsync(await File.ReadAllTextAsync(Path.Combine(Repository.Examples, example)));
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Graph" }).WaitForAsync();
    }
}
