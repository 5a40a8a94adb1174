using Microsoft.Playwright;

namespace Agents.EndToEnd.Browser;

/// <summary>The chat as its reader uses it: described, drawn, refined, approved, executed, deployed, all without a model.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ChatTests(BrowserFixture browser)
{
    private static readonly LocatorAssertionsToContainTextOptions Patiently = new() { Timeout = 60_000 };

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Wish_BecomesAWorkflowThatRunsAndIsDeployed(bool script)
    {
        await using var product = await Product.StartAsync();
        await using var window = await browser.OpenAsync(product.Url, options => options.JavaScriptEnabled = script);
        var page = window.Page;
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);
        await page.GotoAsync("/");

        // The state machine: does it match?
        await page.GetByLabel("Description").FillAsync("I want to research a topic and write an article");
        await page.GetByRole(AriaRole.Button, new() { Name = "Draw it" }).ClickAsync();
        await Assertions.Expect(page.Locator(".messages")).ToContainTextAsync("START → research → write_article → END");
        await Assertions.Expect(page.Locator("svg.graph")).ToContainTextAsync("write_article");

        // Suggestions, one of them taken, with its diff.
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, it matches" }).ClickAsync();
        await Assertions.Expect(page.Locator(".messages")).ToContainTextAsync("About 2 model calls per run");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a summarize step before write_article" }).ClickAsync();
        await Assertions.Expect(page.Locator(".messages")).ToContainTextAsync("START → research → summarize → write_article → END");
        await page.GetByText("What changed").Last.ClickAsync();
        await Assertions.Expect(page.Locator(".message-diff ins").Last).ToBeVisibleAsync();

        // Approved: the diagram beside the YAML.
        await page.GetByRole(AriaRole.Button, new() { Name = "Approve as it is" }).ClickAsync();
        await Assertions.Expect(page.Locator("#definition")).ToContainTextAsync("id: research-and-write-article");
        await Assertions.Expect(page.GetByText("not approved")).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Link, new() { Name = "Execute…" }).ClickAsync();
        await page.GetByLabel("topic").FillAsync("tides");
        await page.GetByRole(AriaRole.Button, new() { Name = "Execute now" }).ClickAsync();
        var card = page.Locator(".chat-card").Last;
        if (!script)
        {
            // Without the script one looks again.
            while (!(await card.InnerTextAsync()).Contains("Completed", StringComparison.Ordinal))
            {
                await page.ReloadAsync();
            }
        }

        await Assertions.Expect(card).ToContainTextAsync("Completed", Patiently);
        await Assertions.Expect(card).ToContainTextAsync("summarize");
        await Assertions.Expect(card).ToContainTextAsync("Tokens");
        await Assertions.Expect(card.GetByRole(AriaRole.Link, new() { Name = "Run again…" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Deploy…" }).ClickAsync();
        await page.GetByLabel("Path below").FillAsync("articles");
        await page.GetByRole(AriaRole.Button, new() { Name = "Deploy now" }).ClickAsync();
        await Assertions.Expect(page.Locator(".chat-card").Last).ToContainTextAsync("/api/deployed/articles");
        if (script)
        {
            await window.CheckAsync();
        }

        asked.ShouldAllBe(url => url.StartsWith(product.Url, StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Link, new() { Name = "View in Executions" }).ClickAsync();
        await Assertions.Expect(page.Locator(".fact-status")).ToContainTextAsync("Completed", Patiently);
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "I want to research a topic" }).ClickAsync();
        await Assertions.Expect(page.Locator(".messages")).ToContainTextAsync("Stored as workflow");
    }

    [SkippableFact]
    public async Task Yaml_IsEditedWithDiagnosticsInPlace_AndAWorkflowOpensInTheChat()
    {
        await using var product = await Product.StartAsync();
        await using var window = await browser.OpenAsync(product.Url);
        var page = window.Page;
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Button, new() { Name = "One of two ways" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Edit", Exact = true }).ClickAsync();
        var yaml = await page.GetByLabel("Definition", new() { Exact = true }).InputValueAsync();

        await page.GetByLabel("Definition", new() { Exact = true }).FillAsync(yaml.Replace("type: human_approval", "type: human_aproval", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Button, new() { Name = "Use it" }).ClickAsync();
        await Assertions.Expect(page.Locator(".diagnostics")).ToContainTextAsync("human_approval");
        await page.GetByLabel("Definition", new() { Exact = true }).FillAsync(yaml.Replace("over 100", "over 200", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Button, new() { Name = "Use it" }).ClickAsync();
        await Assertions.Expect(page.Locator(".messages")).ToContainTextAsync("Your edit loads");
        await page.GetByLabel("Your message").FillAsync("approve");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await page.Locator("#graph-title").GetByRole(AriaRole.Link).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Open in chat" }).ClickAsync();
        await Assertions.Expect(page.Locator(".messages")).ToContainTextAsync("What should change?");
        await window.CheckAsync();
    }
}
