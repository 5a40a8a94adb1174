using Agents.Dashboard.Tests.FakeSilo;
using Microsoft.AspNetCore.Builder;

namespace Agents.Dashboard.Tests;

/// <summary>The dashboard on a real port, over a fake silo on another, with a clock that stands still.</summary>
public sealed class DashboardServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DirectoryInfo _data;

    private DashboardServer(WebApplication app, FakeSiloServer silo, DirectoryInfo data)
    {
        _app = app;
        _data = data;
        Silo = silo;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Url };
    }

    public FakeSiloServer Silo { get; }

    /// <summary>Keeps cookies and follows no redirect.</summary>
    public HttpClient Client { get; }

    public Uri Url => new(_app.Urls.First());

    public DirectoryInfo Data => _data;

    public static async Task<DashboardServer> StartAsync(params string[] settings)
    {
        var silo = await FakeSiloServer.StartAsync();
        var data = Directory.CreateTempSubdirectory("agents-dashboard-");
        var app = DashboardProgram.Build(
        [
            "--urls=http://127.0.0.1:0", $"--AGENTS_SILO_URL={silo.Url}", $"--AGENTS_DATA={data.FullName}", "--Logging:LogLevel:Default=None", .. settings,
        ], new StandingClock());
        await app.StartAsync();
        var server = new DashboardServer(app, silo, data);
        silo.Dashboard = server.Url;
        return server;
    }

    /// <summary>A silo with one of everything.</summary>
    public static async Task<DashboardServer> StartFilledAsync()
    {
        var server = await StartAsync();
        server.Silo.Add(FakeWorkflows.Routing, FakeWorkflows.ArticleWriter, FakeWorkflows.Empty, FakeWorkflows.Arabic, FakeVersions.Changed);
        server.Silo.Add(FakeExecutions.Article, FakeExecutions.Routing, FakeExecutions.Failed, FakeExecutions.Arabic, FakeExecutions.LongName);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        await Silo.DisposeAsync();
        _data.Delete(recursive: true);
    }
}

/// <summary>It is always the fake data's now.</summary>
internal sealed class StandingClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => FakeWorkflows.Now;
}
