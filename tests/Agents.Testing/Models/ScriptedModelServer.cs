using System.Collections.Concurrent;
using System.Text.Json;
using Agents.Testing.Models.Protocols;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Agents.Testing.Models;

/// <summary>
/// A server that speaks one vendor's protocol on a loopback port and answers by script, in order, the last answer again and again. It records what it
/// was asked.
/// </summary>
public sealed class ScriptedModelServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ModelProtocol _protocol;
    private readonly Lock _lock = new();
    private readonly Queue<ModelAnswer> _answers;
    private readonly ConcurrentQueue<ModelRequest> _requests = new();
    private readonly SemaphoreSlim _arrivals = new(0);

    private ScriptedModelServer(WebApplication app, ModelProtocol protocol, IEnumerable<ModelAnswer> answers)
    {
        _app = app;
        _protocol = protocol;
        _answers = new Queue<ModelAnswer>(answers);
    }

    /// <summary>The base URL as a connection is given it.</summary>
    public Uri BaseUrl => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + _protocol.BasePath);

    /// <summary>What was asked so far, in order.</summary>
    public IReadOnlyList<ModelRequest> Requests => [.. _requests];

    /// <summary>What it answers when asked for its models; null gives the list.</summary>
    public ModelAnswer? Models { get; set; }

    /// <summary>Starts a server on a port of the system's choice.</summary>
    /// <param name="provider">Whose protocol it speaks: <c>openai</c>, <c>anthropic</c> or <c>google</c>.</param>
    /// <param name="answers">The script.</param>
    public static async Task<ScriptedModelServer> StartAsync(string provider, params ModelAnswer[] answers)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new ScriptedModelServer(app, ModelProtocol.All[provider], answers);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    /// <summary>Waits until one more call has arrived.</summary>
    public Task ArrivalAsync(CancellationToken cancellationToken = default) => _arrivals.WaitAsync(cancellationToken);

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
        var writer = new ModelAnswerWriter(_protocol, context);
        var headers = context.Request.Headers.ToDictionary(static header => header.Key, static header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        if (HttpMethods.IsGet(context.Request.Method))
        {
            _requests.Enqueue(new ModelRequest(context.Request.Path + context.Request.QueryString, headers, default));
            await (Models is { } models ? writer.WriteAsync(models) : context.Response.WriteAsJsonAsync(_protocol.ModelList));
            return;
        }

        using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        _requests.Enqueue(new ModelRequest(context.Request.Path + context.Request.QueryString, headers, body.RootElement.Clone()));
        _arrivals.Release();
        await writer.WriteAsync(Next());
    }

    private ModelAnswer Next()
    {
        lock (_lock)
        {
            return _answers.Count > 1 ? _answers.Dequeue() : _answers.Peek();
        }
    }
}

/// <summary>A request that a <see cref="ScriptedModelServer"/> got.</summary>
/// <param name="Target">Path and query.</param>
/// <param name="Headers">The headers, whatever their case.</param>
/// <param name="Body">The body; undefined where there was none.</param>
public sealed record ModelRequest(string Target, IReadOnlyDictionary<string, string> Headers, JsonElement Body)
{
    /// <summary>A header; empty where it did not come.</summary>
    public string Header(string name) => Headers.TryGetValue(name, out var value) ? value : "";
}
