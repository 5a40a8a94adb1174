using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Agents.Silo.Tests.Mcp;

/// <summary>An MCP server over streamable HTTP on a loopback port. It remembers what it was called with.</summary>
internal sealed class TestMcpServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestMcpServer(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.Single() + "/mcp");

    /// <summary>Idempotency keys of the calls that came, in order.</summary>
    public ConcurrentQueue<string> Keys { get; } = new();

    /// <summary>The header <c>X-Token</c> of each request.</summary>
    public ConcurrentQueue<string> Tokens { get; } = new();

    /// <summary>How often the list of tools was asked for.</summary>
    public int Lists { get; private set; }

    public static async Task<TestMcpServer> StartAsync(int port = 0)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        var server = new TestMcpServer(app);
        app.MapPost("/mcp", server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        Tokens.Enqueue(context.Request.Headers["X-Token"].ToString());
        var message = (await JsonSerializer.DeserializeAsync<JsonRpcMessage>(context.Request.Body, McpJsonUtilities.DefaultOptions))!;
        await using var transport = new StreamableHttpServerTransport { Stateless = true };
        await using var server = McpServer.Create(transport, new McpServerOptions
        {
            ServerInfo = new Implementation { Name = "test", Version = "1" },
            Handlers = new McpServerHandlers { ListToolsHandler = ListAsync, CallToolHandler = CallAsync },
            Capabilities = new ServerCapabilities { Tools = new ToolsCapability() },
        });
        using var stop = new CancellationTokenSource();
        var running = server.RunAsync(stop.Token);
        context.Response.ContentType = "text/event-stream";
        if (!await transport.HandlePostRequestAsync(message, context.Response.Body, context.RequestAborted))
        {
            context.Response.StatusCode = StatusCodes.Status202Accepted;
        }

        await stop.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private ValueTask<ListToolsResult> ListAsync(RequestContext<ListToolsRequestParams> request, CancellationToken cancellationToken)
    {
        Lists++;
        return ValueTask.FromResult(new ListToolsResult { Tools = [Tool("add", """{"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"integer"}},"required":["a","b"]}"""), Tool("fail", """{"type":"object"}""")] });
    }

    private ValueTask<CallToolResult> CallAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken)
    {
        Keys.Enqueue(request.Params!.Meta?["idempotency-key"]?.GetValue<string>() ?? "");
        return ValueTask.FromResult(request.Params.Name == "add"
            ? new CallToolResult { Content = [new TextContentBlock { Text = $"{request.Params.Arguments!["a"].GetInt32() + request.Params.Arguments["b"].GetInt32()}" }] }
            : new CallToolResult { IsError = true, Content = [new TextContentBlock { Text = "No." }] });
    }

    private static Tool Tool(string name, string schema) => new() { Name = name, Description = $"Does {name}.", InputSchema = JsonElement.Parse(schema) };
}
