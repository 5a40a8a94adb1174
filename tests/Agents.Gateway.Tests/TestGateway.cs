using Microsoft.AspNetCore.Builder;

namespace Agents.Gateway.Tests;

/// <summary>The real gateway on a real port in front of two real servers.</summary>
internal sealed class TestGateway : IAsyncDisposable
{
    private TestGateway(WebApplication app, TestUpstream silo, TestUpstream dashboard)
    {
        App = app;
        Silo = silo;
        Dashboard = dashboard;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(app.Urls.First()) };
    }

    public WebApplication App { get; }

    public TestUpstream Silo { get; }

    public TestUpstream Dashboard { get; }

    public HttpClient Http { get; }

    public static async Task<TestGateway> StartAsync(Action<WebApplication>? silo = null, params string[] settings)
    {
        var siloUpstream = await TestUpstream.StartAsync("silo", silo);
        var dashboard = await TestUpstream.StartAsync("dashboard");
        var app = GatewayProgram.Build(
        [
            "--urls=http://127.0.0.1:0",
            $"--AGENTS_SILO_URL={siloUpstream.Url}",
            $"--AGENTS_DASHBOARD_URL={dashboard.Url}",
            "--AGENTS_INTERNAL_TOKEN=s3cret",
            "--Gateway:ProbeInterval=00:00:00.010",
            .. settings,
        ]);
        await app.StartAsync();
        return new TestGateway(app, siloUpstream, dashboard);
    }

    /// <summary>Asks until the gateway's own probe has seen what the test just did.</summary>
    public async Task<HttpResponseMessage> AskUntilAsync(string path, Func<HttpResponseMessage, bool> isExpected)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var reply = await Http.GetAsync(path, deadline.Token);
            if (isExpected(reply))
            {
                return reply;
            }

            reply.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await App.DisposeAsync();
        await Silo.DisposeAsync();
        await Dashboard.DisposeAsync();
    }
}
