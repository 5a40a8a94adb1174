using Agents.Dashboard.Tests;
using Microsoft.Playwright;

namespace Agents.EndToEnd.Browser;

/// <summary>The whole way without a mouse.</summary>
[Collection(BrowserCollection.Name)]
public sealed class KeyboardTests(BrowserFixture browser)
{
    [SkippableFact]
    public async Task List_IsWalkedAndOpened()
    {
        await using var server = await DashboardServer.StartFilledAsync();
        await using var window = await browser.OpenAsync(server.Silo.Url);
        var page = window.Page;
        await page.GotoAsync("/workflows");

        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("e");
        await page.WaitForURLAsync("**/executions");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("k");
        (await page.EvaluateAsync<string>("() => document.activeElement.closest('tr').id")).ShouldBe("row-exec_failed");
        await page.Keyboard.PressAsync("Enter");

        await page.WaitForURLAsync("**/executions/exec_failed");
        window.Complaints.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Step_IsOpenedAndClosedInPlace()
    {
        await using var server = await DashboardServer.StartFilledAsync();
        await using var window = await browser.OpenAsync(server.Silo.Url);
        var page = window.Page;
        await page.GotoAsync("/executions/exec_article");
        await page.EvaluateAsync("() => window.samePage = true");

        await page.Locator(".node-link").Nth(1).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Complementary, new() { Name = "write" })).ToBeVisibleAsync();
        page.Url.ShouldEndWith("?step=step_write");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".drawer")).ToHaveCountAsync(0);
        await page.GoBackAsync();
        await Assertions.Expect(page.Locator(".drawer")).ToHaveCountAsync(1);

        (await page.EvaluateAsync<bool>("() => window.samePage")).ShouldBeTrue();
        window.Complaints.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task SearchAndCommand_AreAKeyAway()
    {
        await using var server = await DashboardServer.StartFilledAsync();
        await using var window = await browser.OpenAsync(server.Silo.Url);
        var page = window.Page;
        await page.GotoAsync("/executions");

        await page.Keyboard.PressAsync("/");
        (await page.EvaluateAsync<string>("() => document.activeElement.id")).ShouldBe("q");
        await page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await page.Keyboard.TypeAsync("exec_failed");
        await page.Keyboard.PressAsync("Enter");

        await page.WaitForURLAsync("**/executions/exec_failed");
        window.Complaints.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Palette_IsWalkedByArrows()
    {
        await using var server = await DashboardServer.StartFilledAsync();
        await using var window = await browser.OpenAsync(server.Silo.Url);
        var page = window.Page;
        await page.GotoAsync("/status");

        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("article");
        await Assertions.Expect(page.Locator("#command-workflows")).ToBeVisibleAsync();
        await window.CheckAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        (await page.EvaluateAsync<string>("() => document.activeElement.textContent")).ShouldBe("Executions with “article”");
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.Locator("#command-text")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");

        await page.WaitForURLAsync("**/workflows/article_writer");
        window.Complaints.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task FirstTab_SkipsToTheContent()
    {
        await using var server = await DashboardServer.StartFilledAsync();
        await using var window = await browser.OpenAsync(server.Silo.Url);
        var page = window.Page;
        await page.GotoAsync("/executions");

        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByText("Skip to content")).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator("#content")).ToBeFocusedAsync();
    }
}
