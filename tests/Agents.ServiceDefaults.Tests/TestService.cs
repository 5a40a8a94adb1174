using Microsoft.AspNetCore.Builder;

namespace Agents.ServiceDefaults.Tests;

/// <summary>A real service on a port that the system chooses.</summary>
internal sealed class TestService : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestService(WebApplication app)
    {
        _app = app;
        // Without a propagator the client makes no spans of its own: what is exported is the service's.
        Http = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null })
        {
            BaseAddress = new Uri(app.Urls.First().Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)),
        };
    }

    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<TestService> StartAsync(Action<WebApplication> configure, string url = "http://127.0.0.1:0", params string[] settings)
    {
        var builder = WebApplication.CreateBuilder(settings);
        builder.AddServiceDefaults("probe");
        var app = builder.Build();
        app.Urls.Add(url);
        app.MapServiceDefaults();
        configure(app);
        await app.StartAsync();
        return new TestService(app);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}
