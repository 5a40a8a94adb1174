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

    /// <summary>Errors and warnings of the console, breaches of the content security policy among them, exceptions of scripts, and requests to anybody else.</summary>
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
        window.Page.Request += (_, request) =>
        {
            // Pages ask the gateway that they came from and nobody else; both are on this machine.
            if (Uri.TryCreate(request.Url, UriKind.Absolute, out var asked) && asked.Scheme is "http" or "https" && !asked.IsLoopback)
            {
                window.Complaints.Enqueue($"asks {asked.Host}");
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

    /// <summary>Keeps a picture of the whole page where <c>AGENTS_SCREENSHOTS</c> names a folder.</summary>
    public async Task KeepPictureAsync(string folder, string path)
    {
        if (Environment.GetEnvironmentVariable("AGENTS_SCREENSHOTS") is not { Length: > 0 } root)
        {
            return;
        }

        var name = string.Concat(path.Trim('/').Select(static letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));
        await Page.ScreenshotAsync(new() { Path = Path.Combine(root, folder, $"{name}.png"), FullPage = true, Animations = ScreenshotAnimations.Disabled });
    }

    /// <summary>Bytes that the page and everything on it took on the wire, caches aside.</summary>
    public Task<long> BytesAsync() => Page.EvaluateAsync<long>(
        "() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].reduce((sum, entry) => sum + entry.transferSize, 0)");

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
