using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;

namespace Agents.EndToEnd.Browser;

/// <summary>Decisions and controls, seen by the person who makes them: gateway, silo and dashboard as they are shipped.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ApprovalsInBrowserTests(BrowserFixture browser)
{
    private const string Gate = """
        id: gate
        name: Payments
        states:
          - {name: ask, type: human_approval, title: "Pay {{ amount }}?", message: "Customer asks.", approvers: [ada], editable: true, onReject: no, next: paid}
          - {name: paid, type: transform, expression: "{'paid': (steps.ask.edited or {'amount': amount}).amount}", end: true}
          - {name: no, type: inject, data: {paid: nothing}, end: true}
        """;

    private const string Await = """
        id: await
        name: Await
        states:
          - {name: money, type: signal, signal: paid, end: true}
        """;

    private static readonly LocatorAssertionsToContainTextOptions Patiently = new() { Timeout = 30_000 };

    private static async Task<string> StartAsync(Product product, string definition, object inputs)
    {
        using var http = new HttpClient { BaseAddress = new Uri(product.Url) };
        using var text = new StringContent(definition, Encoding.UTF8, new MediaTypeHeaderValue("application/yaml"));
        using var stored = await http.PostAsync("/api/v1/workflows", text);
        stored.EnsureSuccessStatusCode();
        var id = (await stored.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        using var started = await http.PostAsJsonAsync("/api/v1/executions", new { workflow_id = id, inputs });
        started.EnsureSuccessStatusCode();
        return (await started.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    private static ILocator Status(IPage page) => page.Locator(".fact-status");

    private static Task PressAsync(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    [SkippableFact]
    public async Task Inbox_LeadsToTheDecision()
    {
        await using var window = await browser.OpenAsync("about:blank");
        await using var product = await Product.StartAsync();
        var page = window.Page;
        var execution = await StartAsync(product, Gate, new { amount = 7 });

        await page.GotoAsync($"{product.Url}/approvals");
        await window.CheckAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Pay 7?" }).ClickAsync();
        await page.GetByLabel("Your name").FillAsync("eve");
        await PressAsync(page, "Approve");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("user:eve is not among the approvers");
        await page.GetByLabel("Your name").FillAsync("ada");
        await page.GetByLabel("Comment").FillAsync("fine ✓");
        await PressAsync(page, "Approve");

        await Assertions.Expect(page.Locator(".votes")).ToContainTextAsync("user:ada approved");
        await Assertions.Expect(page.Locator(".votes")).ToContainTextAsync("fine ✓");
        await page.GotoAsync($"{product.Url}/approvals");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Nothing waits for a decision");
        await page.GotoAsync($"{product.Url}/executions/{execution}");
        await Assertions.Expect(Status(page)).ToContainTextAsync("Completed", Patiently);
    }

    [SkippableFact]
    public async Task ExecutionsPage_ApprovesEditsRejectsAndControls()
    {
        await using var window = await browser.OpenAsync("about:blank");
        await using var product = await Product.StartAsync();
        var page = window.Page;

        await page.GotoAsync($"{product.Url}/executions/{await StartAsync(product, Gate, new { amount = 7 })}");
        await Assertions.Expect(Status(page)).ToContainTextAsync("approval", Patiently);
        await page.GetByLabel("Your name").FillAsync("ada");
        await page.GetByLabel("Payload, which you may change").FillAsync("{\"amount\": 5}");
        await window.CheckAsync();
        await PressAsync(page, "Approve");
        await Assertions.Expect(Status(page)).ToContainTextAsync("Completed", Patiently);
        await Assertions.Expect(page.Locator("#outputs")).ToContainTextAsync("5");

        await page.GotoAsync($"{product.Url}/executions/{await StartAsync(product, Gate, new { amount = 8 })}");
        await page.GetByLabel("Your name").FillAsync("ada");
        await PressAsync(page, "Reject");
        await Assertions.Expect(Status(page)).ToContainTextAsync("Completed", Patiently);
        await Assertions.Expect(page.Locator("#outputs")).ToContainTextAsync("nothing");

        await page.GotoAsync($"{product.Url}/executions/{await StartAsync(product, Await, new { })}");
        await PressAsync(page, "Pause");
        await Assertions.Expect(Status(page)).ToContainTextAsync("Paused", Patiently);
        await PressAsync(page, "Resume");
        await Assertions.Expect(Status(page)).ToContainTextAsync("signal", Patiently);
        await PressAsync(page, "Signal…");
        await Assertions.Expect(page.Locator("#signal-name")).ToHaveValueAsync("paid");
        await page.Locator("#signal-payload").FillAsync("{\"n\": 42}");
        await PressAsync(page, "Send");
        await Assertions.Expect(Status(page)).ToContainTextAsync("Completed", Patiently);
        await Assertions.Expect(page.Locator("#outputs")).ToContainTextAsync("42");

        await page.GotoAsync($"{product.Url}/executions/{await StartAsync(product, Await, new { })}");
        await PressAsync(page, "Cancel…");
        await PressAsync(page, "Cancel execution");
        await Assertions.Expect(Status(page)).ToContainTextAsync("Cancelled", Patiently);
        window.Complaints.ShouldBeEmpty();
    }
}
