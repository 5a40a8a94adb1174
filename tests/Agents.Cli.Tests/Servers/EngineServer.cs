using Agents.ServiceDefaults;
using Agents.Silo;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Agents.Cli.Tests.Servers;

/// <summary>A real server as <c>--server</c> reaches it: the engine with its API on a loopback port.</summary>
internal sealed class EngineServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TemporaryFolder _folder;

    private EngineServer(WebApplication app, TemporaryFolder folder)
    {
        _app = app;
        _folder = folder;
    }

    public string Url => _app.Urls.Single();

    public static async Task<EngineServer> StartAsync(params string[] settings)
    {
        var folder = new TemporaryFolder();
        var builder = WebApplication.CreateSlimBuilder();
        foreach (var pair in settings.Select(static setting => setting.Split('=', 2)))
        {
            builder.Configuration[pair[0]] = pair[1];
        }

        builder.AddServiceDefaults("silo");
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddEngine(DataFolder.Acquire(folder.Path));
        var app = builder.Build();
        app.MapServiceDefaults();
        app.MapEngine();
        await app.StartAsync();
        return new EngineServer(app, folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Dispose();
    }
}
