using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Agents.Client.Tests;

/// <summary>A real server on loopback that gives one prepared answer after another and remembers what it was asked.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _answers = new();
    private readonly WebApplication _app;

    private ScriptedServer(WebApplication app) => _app = app;

    public ConcurrentQueue<Asked> Requests { get; } = new();

    public AgentsClient Client { get; private set; } = null!;

    public static async Task<ScriptedServer> StartAsync(TimeProvider? time = null, params Func<HttpContext, Task>[] answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new ScriptedServer(builder.Build());
        foreach (var answer in answers)
        {
            server._answers.Enqueue(answer);
        }

        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync();
        server.Client = new AgentsClient(new HttpClient { BaseAddress = new Uri(server._app.Urls.First()) }, time);
        return server;
    }

    public static Func<HttpContext, Task> Reply(string json, int status = 200) => async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(json);
    };

    public static Func<HttpContext, Task> Events(string text) => async context =>
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync(text);
    };

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var request = context.Request;
        Requests.Enqueue(new Asked(
            request.Method,
            request.Path + request.QueryString,
            await reader.ReadToEndAsync(),
            request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
        await (_answers.TryDequeue(out var answer) ? answer(context) : Reply("""{"detail":"no more answers"}""", 410)(context));
    }
}

internal sealed record Asked(string Method, string Target, string Body, IReadOnlyDictionary<string, string> Headers);
