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
/// A server that speaks Chat Completions on a loopback port and answers by script, in order, the last answer again and again; or as a function
/// of the request says. It records what it was asked.
/// </summary>
public sealed class ScriptedOpenAIServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Lock _lock = new();
    private readonly Queue<OpenAIAnswer> _answers;
    private readonly Func<OpenAIRequest, OpenAIAnswer> _answer;
    private readonly ConcurrentQueue<OpenAIRequest> _requests = new();
    private readonly SemaphoreSlim _arrivals = new(0);
    private int _modelLists;

    private ScriptedOpenAIServer(WebApplication app, IEnumerable<OpenAIAnswer> answers, Func<OpenAIRequest, OpenAIAnswer>? answer)
    {
        _app = app;
        _answers = new Queue<OpenAIAnswer>(answers);
        _answer = answer ?? (_ => Next());
    }

    /// <summary>How often the list of models was asked for.</summary>
    public int ModelLists => Volatile.Read(ref _modelLists);

    /// <summary>The base URL, with its <c>/v1</c>.</summary>
    public Uri BaseUrl => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/v1");

    /// <summary>What was asked so far, in order.</summary>
    public IReadOnlyList<OpenAIRequest> Requests => [.. _requests];

    /// <summary>What it answers when asked for its models.</summary>
    public OpenAIAnswer Models { get; set; } = OpenAIAnswer.ModelList;

    /// <summary>Starts a server on a port of the system's choice.</summary>
    public static Task<ScriptedOpenAIServer> StartAsync(params OpenAIAnswer[] answers) => StartAsync(answers, null);

    /// <summary>Starts a server that answers as the function says, which may be called by several requests at once.</summary>
    public static Task<ScriptedOpenAIServer> StartAsync(Func<OpenAIRequest, OpenAIAnswer> answer) => StartAsync([], answer);

    /// <summary>A base URL under a name of its own, which is in the path of what is asked there: who asks can be told apart.</summary>
    public Uri BaseUrlFor(string name) => new(BaseUrl, $"/{name}/v1");

    private static async Task<ScriptedOpenAIServer> StartAsync(OpenAIAnswer[] answers, Func<OpenAIRequest, OpenAIAnswer>? answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        var server = new ScriptedOpenAIServer(app, answers, answer);
        app.MapPost("/v1/chat/completions", server.AnswerAsync);
        app.MapPost("/{name}/v1/chat/completions", server.AnswerAsync);
        app.MapGet("/v1/models", server.ListModelsAsync);
        app.MapGet("/{name}/v1/models", server.ListModelsAsync);
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

    private Task ListModelsAsync(HttpContext context)
    {
        Interlocked.Increment(ref _modelLists);
        return OpenAIAnswerWriter.WriteAsync(Models, context);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var headers = context.Request.Headers;
        var request = new OpenAIRequest(
            context.Request.Path, headers.Authorization.ToString(), headers["Idempotency-Key"].ToString(), headers.TraceParent.ToString(), body.RootElement.Clone());
        _requests.Enqueue(request);
        _arrivals.Release();
        await OpenAIAnswerWriter.WriteAsync(_answer(request), context);
    }

    private OpenAIAnswer Next()
    {
        lock (_lock)
        {
            return _answers.Count > 1 ? _answers.Dequeue() : _answers.Peek();
        }
    }
}
