using Microsoft.Playwright;

namespace Agents.EndToEnd.Browser;

/// <summary>The first minute with an empty installation, as it is shipped, without a key.</summary>
[Collection(BrowserCollection.Name)]
public sealed class FirstRunTests(BrowserFixture browser)
{
    private static readonly LocatorAssertionsToContainTextOptions Patiently = new() { Timeout = 60_000 };

    [SkippableFact]
    public async Task Tour_LeadsFromNothingToNumbers()
    {
        await using var window = await browser.OpenAsync("about:blank");
        await using var product = await Product.StartAsync();
        var page = window.Page;

        await page.GotoAsync($"{product.Url}/workflows");
        await page.GetByRole(AriaRole.Link, new() { Name = "Try an example" }).ClickAsync();
        await Assertions.Expect(page.Locator("#tour-title")).ToContainTextAsync("0 of 5");
        await window.CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add Hello and run it" }).ClickAsync();
        await page.GetByText("Budget of this execution").ClickAsync();
        await page.GetByLabel("Tokens").FillAsync("100000");
        await window.CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".fact-status")).ToContainTextAsync("Completed", Patiently);
        await page.GetByRole(AriaRole.Link, new() { Name = "Logs" }).ClickAsync();
        await Assertions.Expect(page.Locator("#artifact-text")).ToContainTextAsync("completed");

        await page.GotoAsync($"{product.Url}/overview");
        await Assertions.Expect(page.Locator(".tiles")).ToContainTextAsync("of 1 execution");
        await Assertions.Expect(page.Locator("#attention-title + p")).ToContainTextAsync("Nothing does");
        await window.CheckAsync();
        await page.GotoAsync($"{product.Url}/metrics");
        await Assertions.Expect(page.Locator("#metrics")).ToContainTextAsync("Hello");
        await Assertions.Expect(page.Locator("#metrics")).ToContainTextAsync("offline");
        await window.CheckAsync();
        await page.GotoAsync($"{product.Url}/workflows/hello/definition");
        await Assertions.Expect(page.Locator(".code-key").First).ToHaveTextAsync("id");
        await page.GotoAsync($"{product.Url}/tools");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("http_request");
        await page.GotoAsync($"{product.Url}/status");
        await Assertions.Expect(page.Locator("#processes-title")).ToBeVisibleAsync();
        await window.CheckAsync();
        await page.GotoAsync($"{product.Url}/welcome");
        await Assertions.Expect(page.Locator("#tour-title")).ToContainTextAsync("3 of 5");
    }

    [SkippableFact]
    public async Task Overview_FollowsByTheRealStream()
    {
        await using var window = await browser.OpenAsync("about:blank");
        await using var product = await Product.StartAsync();
        var page = window.Page;
        await page.GotoAsync($"{product.Url}/overview");
        await Assertions.Expect(page.Locator("html[data-stream]")).ToHaveCountAsync(1, new() { Timeout = 30_000 });
        await page.EvaluateAsync("() => window.samePage = true");
        using var http = new HttpClient { BaseAddress = new Uri(product.Url) };
        using var text = new StringContent("id: open\nstates: [{name: wait, type: signal, signal: go, end: true}]", System.Text.Encoding.UTF8, "application/yaml");
        (await http.PostAsync("/api/v1/workflows", text)).EnsureSuccessStatusCode();
        using var start = new StringContent("""{"workflow_id": "open"}""", System.Text.Encoding.UTF8, "application/json");

        (await http.PostAsync("/api/v1/executions", start)).EnsureSuccessStatusCode();

        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Waiting 1" })).ToBeVisibleAsync(new() { Timeout = 30_000 });
        (await page.EvaluateAsync<bool>("() => window.samePage")).ShouldBeTrue();
        window.Complaints.ShouldBeEmpty();
    }
}
