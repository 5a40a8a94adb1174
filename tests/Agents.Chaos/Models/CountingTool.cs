using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Agents.Chaos.Models;

/// <summary>A server that agents call by <c>http_request</c>. It counts by idempotency key, and lives through all kills.</summary>
internal sealed class CountingTool : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(int Life, string Key)> _calls = new();

    private CountingTool(WebApplication app) => _app = app;

    /// <summary>Where it is.</summary>
    public string Url => _app.Urls.Single();

    /// <summary>The life of the silo that calls come from now.</summary>
    public int Life { get; set; }

    /// <summary>The calls that came, in order.</summary>
    public IReadOnlyList<(int Life, string Key)> Calls => [.. _calls];

    public static async Task<CountingTool> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        var tool = new CountingTool(app);
        app.Run(tool.AnswerAsync);
        await app.StartAsync();
        return tool;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        _calls.Enqueue((Life, key));
        // Long enough to be killed in.
        await Task.Delay(TimeSpan.FromMilliseconds(5 + (key[0] % 30)), TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await context.Response.WriteAsJsonAsync(new { did = context.Request.Path.Value });
    }
}
