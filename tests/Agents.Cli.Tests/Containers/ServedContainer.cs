using Agents.Cli.Containers;
using Agents.Cli.Servers;
using Agents.Cli.Workflows;
using Microsoft.AspNetCore.Builder;

namespace Agents.Cli.Tests.Containers;

/// <summary>What <c>agents serve</c> runs, on a free port and a folder of its own.</summary>
internal sealed class ServedContainer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ServerConnection _engine;
    private readonly TemporaryFolder _folder;

    private ServedContainer(WebApplication app, ServerConnection engine, TemporaryFolder folder)
    {
        (_app, _engine, _folder) = (app, engine, folder);
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single() + "/") };
    }

    public HttpClient Http { get; }

    public static async Task<ServedContainer> StartAsync(string workflow, Func<ServeOptions, ServeOptions>? change = null)
    {
        var folder = new TemporaryFolder();
        var options = new ServeOptions("127.0.0.1", 0, Path.Combine(folder.Path, "data"));
        var engine = await InProcessServer.StartAsync(options.DataFolder, CancellationToken.None);
        var file = await WorkflowFile.ReadAsync(folder.Write("served.workflow.yaml", workflow), strict: false, CancellationToken.None);
        var app = ServedApi.Build(await ServedWorkflow.StoreAsync(file, engine, CancellationToken.None), change?.Invoke(options) ?? options);
        await app.StartAsync();
        return new ServedContainer(app, engine, folder);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _engine.DisposeAsync();
        _folder.Dispose();
    }
}
