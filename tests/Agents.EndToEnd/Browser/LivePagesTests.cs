using Agents.Client.Executions;
using Agents.Dashboard.Tests;
using Agents.Dashboard.Tests.FakeSilo;
using Microsoft.Playwright;

namespace Agents.EndToEnd.Browser;

/// <summary>What happens while somebody looks: the page follows without being reloaded, and nothing jumps.</summary>
[Collection(BrowserCollection.Name)]
public sealed class LivePagesTests(BrowserFixture browser)
{
    [SkippableFact]
    public async Task Execution_IsFollowedToItsEndWithoutMovingWhatIsRead()
    {
        await using var server = await DashboardServer.StartFilledAsync();
        await using var window = await browser.OpenAsync(server.Silo.Url);
        var page = window.Page;
        await page.GotoAsync($"/executions/{FakeRouting.Id}?step=step_inject_alert");
        await page.EvaluateAsync("() => window.samePage = true");
        await page.Locator("#context summary").First.ClickAsync();
        await page.Locator(".timeline-row").First.FocusAsync();
        var place = await PlaceAsync(page);
        await window.WatchLayoutShiftAsync();

        server.Silo.Change(FakeRouting.Id, FakeRouting.Finish);

        await Assertions.Expect(page.Locator(".fact-status")).ToContainTextAsync("Completed");
        await Assertions.Expect(page.Locator("[data-live^='execution:']")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("#outputs")).ToContainTextAsync("A deploy at 14:02");
        await Assertions.Expect(page.Locator("#context > ul > li > details")).Not.ToHaveAttributeAsync("open", "");
        (await PlaceAsync(page)).ShouldBe(place);
        (await page.EvaluateAsync<string>("() => document.activeElement.className")).ShouldStartWith("timeline-row");
        (await page.EvaluateAsync<bool>("() => window.samePage")).ShouldBeTrue();
        (await window.LayoutShiftsAsync()).ShouldBeEmpty();
        window.Complaints.ShouldBeEmpty();
        server.Silo.StreamsOpened.ShouldBe(1);
    }

    [SkippableFact]
    public async Task Answer_IsSeenWhileItIsWritten()
    {
        await using var server = await DashboardServer.StartFilledAsync();
        await using var window = await browser.OpenAsync(server.Silo.Url);
        await window.Page.GotoAsync($"/executions/{FakeRouting.Id}?step={FakeRouting.AgentStep}");
        var streaming = window.Page.Locator($"[data-tokens={FakeRouting.AgentStep}]");
        await Assertions.Expect(streaming).ToBeVisibleAsync();

        server.Silo.Write(FakeRouting.AgentStep, "The error rate ");
        server.Silo.Write(FakeRouting.AgentStep, "doubled 📈 <b>");

        await Assertions.Expect(streaming).ToHaveTextAsync("The error rate doubled 📈 <b>");
    }

    [SkippableFact]
    public async Task NewRows_WaitUnderABarUntilTheReaderAsks()
    {
        await using var server = await DashboardServer.StartFilledAsync();
        await using var window = await browser.OpenAsync(server.Silo.Url);
        var page = window.Page;
        await page.Clock.InstallAsync();
        await page.GotoAsync("/executions");
        server.Silo.Add(FakeExecutions.Of("exec_new", "article_writer", "A new one", ExecutionStatuses.Running, -1, 0, 0, 0));
        server.Silo.Change(FakeRouting.Id, FakeRouting.Finish);

        await page.Clock.RunForAsync(5_000);

        await Assertions.Expect(page.GetByText("1 new — show")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator($"#row-{FakeRouting.Id}")).ToContainTextAsync("Completed");
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(5);
        await page.GetByText("1 new — show").ClickAsync();
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(6);
        window.Complaints.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Banner_GoesWhenTheSiloRecovers()
    {
        await using var server = await DashboardServer.StartFilledAsync();
        server.Silo.Status = FakeStatus.Degraded;
        await using var window = await browser.OpenAsync(server.Silo.Url);
        await window.Page.GotoAsync("/workflows");
        await Assertions.Expect(window.Page.Locator("#banner")).ToContainTextAsync("Degraded");

        server.Silo.Status = FakeStatus.Healthy;

        await Assertions.Expect(window.Page.Locator("#banner")).ToBeEmptyAsync();
        window.Complaints.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task NoStream_IsPolledFor()
    {
        await using var server = await DashboardServer.StartFilledAsync();
        server.Silo.Status = FakeStatus.Degraded;
        await using var window = await browser.OpenAsync(server.Silo.Url);
        await window.Page.RouteAsync("**/status/stream", static route => route.AbortAsync());
        await window.Page.Clock.InstallAsync();
        await window.Page.GotoAsync("/workflows");
        await Assertions.Expect(window.Page.Locator("#banner")).ToContainTextAsync("Degraded");

        server.Silo.Status = FakeStatus.Healthy;
        await window.Page.Clock.RunForAsync(11_000);

        await Assertions.Expect(window.Page.Locator("#banner")).ToBeEmptyAsync();
    }

    [SkippableFact]
    public async Task Tabs_ShareOneStream()
    {
        await using var server = await DashboardServer.StartFilledAsync();
        await using var window = await browser.OpenAsync(server.Silo.Url);
        var first = window.Page;
        await first.GotoAsync("/overview");
        await Assertions.Expect(first.Locator("html[data-stream]")).ToHaveCountAsync(1);
        var second = await first.Context.NewPageAsync();
        await second.GotoAsync("/overview");
        await Assertions.Expect(second.Locator("html[data-stream]")).ToHaveCountAsync(1);

        server.Silo.Status = FakeStatus.Healthy with { ActiveExecutions = new Dictionary<string, long> { ["running"] = 731 } };

        await Assertions.Expect(first.Locator(".tiles")).ToContainTextAsync("731");
        await Assertions.Expect(second.Locator(".tiles")).ToContainTextAsync("731");
        server.Silo.StatusStreams.ShouldBe(1);
        await first.CloseAsync();
        server.Silo.Status = FakeStatus.Healthy with { ActiveExecutions = new Dictionary<string, long> { ["running"] = 732 } };
        await Assertions.Expect(second.Locator(".tiles")).ToContainTextAsync("732");
        server.Silo.StatusStreams.ShouldBe(2);
    }

    private static Task<string> PlaceAsync(IPage page) => page.EvaluateAsync<string>(
        "() => (box => `${box.left + scrollX} ${box.top + scrollY} ${box.width} ${box.height}`)(document.querySelector('.node').getBoundingClientRect())");
}
