using Agents.Dashboard.Tests;
using Agents.Dashboard.Tests.FakeSilo;
using Microsoft.Playwright;

namespace Agents.EndToEnd.Browser;

/// <summary>Comparing versions and rolling back, as a reader does it.</summary>
[Collection(BrowserCollection.Name)]
public sealed class VersionsTests(BrowserFixture browser)
{
    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Versions_AreComparedAndRolledBack(bool script)
    {
        await using var server = await DashboardServer.StartFilledAsync();
        await using var window = await browser.OpenAsync(server.Silo.Url, options => options.JavaScriptEnabled = script);
        var page = window.Page;
        await page.GotoAsync($"/workflows/{FakeVersions.Id}");

        await page.GetByRole(AriaRole.Link, new() { Name = "Versions", Exact = true }).ClickAsync();
        await page.GetByLabel("From", new() { Exact = true }).SelectOptionAsync("1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Compare" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "From v1 to v3" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".changes")).ToContainTextAsync("auditor");
        await Assertions.Expect(page.Locator(".diff ins").First).ToHaveTextAsync("+    timeout: 10m");
        await page.GetByRole(AriaRole.Button, new() { Name = "Roll back to v1" }).ClickAsync();

        await Assertions.Expect(page.Locator("#v1")).ToContainTextAsync("current");
        server.Silo.Workflows[FakeVersions.Id].Detail.Version.ShouldBe(1);
    }

    [SkippableFact]
    public async Task Disable_TakesRunAwayUntilEnabled()
    {
        await using var server = await DashboardServer.StartFilledAsync();
        await using var window = await browser.OpenAsync(server.Silo.Url);
        var page = window.Page;
        await page.GotoAsync($"/workflows/{FakeVersions.Id}");

        await page.GetByRole(AriaRole.Button, new() { Name = "Disable" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Enable" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Run…" })).ToHaveCountAsync(0);
        await window.CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Enable" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Run…" })).ToBeVisibleAsync();
    }

    [SkippableFact]
    public async Task Delete_AsksFirst()
    {
        await using var server = await DashboardServer.StartFilledAsync();
        await using var window = await browser.OpenAsync(server.Silo.Url);
        var page = window.Page;
        await page.GotoAsync($"/workflows/{FakeVersions.Id}");

        await page.GetByRole(AriaRole.Button, new() { Name = "Delete…" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep it" }).ClickAsync();
        server.Silo.Workflows.ContainsKey(FakeVersions.Id).ShouldBeTrue();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete…" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete workflow" }).ClickAsync();

        await page.WaitForURLAsync("**/workflows");
        server.Silo.Workflows.ContainsKey(FakeVersions.Id).ShouldBeFalse();
    }
}
