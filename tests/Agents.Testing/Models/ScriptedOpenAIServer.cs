using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Agents.Testing.Models;

/// <summary>
/// A server that speaks Chat Completions on a loopback port and answers by script, in order; the last answer repeats.
/// It records what it was asked.
/// </summary>
public sealed class ScriptedOpenAIServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Lock _lock = new();
    private readonly Queue<OpenAIAnswer> _answers;
    private readonly ConcurrentQueue<OpenAIRequest> _requests = new();
    private readonly SemaphoreSlim _arrivals = new(0);

    private ScriptedOpenAIServer(WebApplication app, IEnumerable<OpenAIAnswer> answers)
    {
        _app = app;
        _answers = new Queue<OpenAIAnswer>(answers);
    }

    /// <summary>The base URL, with its <c>/v1</c>.</summary>
    public Uri BaseUrl => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/v1");

    /// <summary>What was asked so far, in order.</summary>
    public IReadOnlyList<OpenAIRequest> Requests => [.. _requests];

    /// <summary>Starts a server on a port of the system's choice.</summary>
    public static async Task<ScriptedOpenAIServer> StartAsync(params OpenAIAnswer[] answers)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        var server = new ScriptedOpenAIServer(app, answers);
        app.MapPost("/v1/chat/completions", server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    /// <summary>Adds an answer behind the others.</summary>
    public void Enqueue(OpenAIAnswer answer)
    {
        lock (_lock)
        {
            _answers.Enqueue(answer);
        }
    }

    /// <summary>Waits until one more request has arrived.</summary>
    public Task ArrivalAsync(CancellationToken cancellationToken) => _arrivals.WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Silent answers end with their callers, and a test may still hold one.
        using var impatience = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(impatience.Token);
        await _app.DisposeAsync();
        _arrivals.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var headers = context.Request.Headers;
        _requests.Enqueue(new OpenAIRequest(
            context.Request.Path, headers.Authorization.ToString(), headers["Idempotency-Key"].ToString(), headers.TraceParent.ToString(), body.RootElement.Clone()));
        _arrivals.Release();
        await OpenAIAnswerWriter.WriteAsync(Next(), context);
    }

    private OpenAIAnswer Next()
    {
        lock (_lock)
        {
            return _answers.Count > 1 ? _answers.Dequeue() : _answers.Peek();
        }
    }
}
