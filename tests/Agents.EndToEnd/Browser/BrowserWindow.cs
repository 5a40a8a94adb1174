using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Agents.EndToEnd.Browser;

/// <summary>A page and everything that it complained about.</summary>
public sealed class BrowserWindow : IAsyncDisposable
{
    private static readonly Lazy<string> Checks = new(() => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Browser", "page-checks.js")));

    private readonly IBrowserContext _context;

    private BrowserWindow(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>Errors and warnings of the console, breaches of the content security policy among them, and exceptions of scripts.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    public static async Task<BrowserWindow> OpenAsync(IBrowserContext context)
    {
        var window = new BrowserWindow(context, await context.NewPageAsync());
        window.Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                window.Complaints.Enqueue($"{message.Type}: {message.Text}");
            }
        };
        window.Page.PageError += (_, error) => window.Complaints.Enqueue($"exception: {error}");
        return window;
    }

    /// <summary>Whether the page owes nothing to anyone: see page-checks.js.</summary>
    public async Task CheckAsync()
    {
        (await Page.EvaluateAsync<string[]>($"({Checks.Value})()")).ShouldBeEmpty();
        Complaints.ShouldBeEmpty();
    }

    /// <summary>Counts what moved without being asked to from here on.</summary>
    public Task WatchLayoutShiftAsync() => Page.EvaluateAsync(
        """
        () => {
          window.shifts = [];
          new PerformanceObserver(list => {
            for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts.push([entry.value, ...entry.sources.map(source => source.node?.outerHTML?.slice(0, 80))].join(" "));
          }).observe({ type: "layout-shift" });
        }
        """);

    public Task<string[]> LayoutShiftsAsync() => Page.EvaluateAsync<string[]>("() => window.shifts");

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
