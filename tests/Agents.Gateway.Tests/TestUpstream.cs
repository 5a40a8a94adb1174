using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Agents.Gateway.Tests;

/// <summary>A small real server that stands for silo or dashboard: replies with its name and keeps the requests' headers.</summary>
internal sealed class TestUpstream : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestUpstream(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    public int Port => new Uri(Url).Port;

    /// <summary>What <c>/health</c> says.</summary>
    public IResult Health { get; set; } = Results.Ok();

    public int Requests { get; private set; }

    public IHeaderDictionary LastHeaders { get; private set; } = new HeaderDictionary();

    public static async Task<TestUpstream> StartAsync(string name, Action<WebApplication>? configure = null, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var app = builder.Build();
        var upstream = new TestUpstream(app);
        app.MapGet("/health", () => upstream.Health);
        configure?.Invoke(app);
        app.MapFallback("/{**rest}", async context =>
        {
            // What the gateway asks for itself is nobody's request.
            if (context.Request.Path.StartsWithSegments("/internal/routes"))
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return;
            }

            upstream.Requests++;
            upstream.LastHeaders = new HeaderDictionary(context.Request.Headers.ToDictionary());
            await context.Request.Body.CopyToAsync(Stream.Null);
            await context.Response.WriteAsync($"{name} {context.Request.Path}");
        });
        await app.StartAsync();
        return upstream;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
