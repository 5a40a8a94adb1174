using Agents.Testing;
using Microsoft.Playwright;

namespace Agents.EndToEnd.Browser;

/// <summary>One Chromium for all browser tests, Debian's own, told to talk to nobody but the pages it is given.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";

    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update",
        "--disable-domain-reliability", "--disable-sync", "--no-pings", "--no-first-run", "--metrics-recording-only",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>Opens a window of its own, with its own cookies. Skips the test where there is no browser.</summary>
    public async Task<BrowserWindow> OpenAsync(string baseUrl, Action<BrowserNewContextOptions>? configure = null)
    {
        Requirement.Need("browser", File.Exists(Executable), $"install Debian's chromium ({Executable}).");
        _playwright ??= await Playwright.CreateAsync();
        _browser ??= await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Args = Flags });
        var options = new BrowserNewContextOptions { BaseURL = baseUrl, ViewportSize = new() { Width = 1440, Height = 900 } };
        configure?.Invoke(options);
        return await BrowserWindow.OpenAsync(await _browser.NewContextAsync(options));
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}

[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<BrowserFixture>
{
    public const string Name = "browser";
}
