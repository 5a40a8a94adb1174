using System.Text.Json;
using Agents.Client.Access;
using Agents.ServiceDefaults.Problems;
using Agents.Silo.Access;
using Agents.Silo.Approvals;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Agents.Silo.Mcp;

/// <summary><c>/mcp</c>: the platform as an MCP server over stateless streamable HTTP. Each request is answered by itself; there are no sessions.</summary>
internal static class McpEndpoint
{
    private static readonly Implementation Self = new() { Name = "agents", Version = typeof(McpEndpoint).Assembly.GetName().Version?.ToString(3) ?? "0" };

    public static void MapMcp(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/mcp", AnswerAsync).ExcludeFromDescription().Needs(KeyScopes.Operator);
        routes.MapMethods("/mcp", [HttpMethods.Get, HttpMethods.Delete], static () => Results.StatusCode(StatusCodes.Status405MethodNotAllowed)).ExcludeFromDescription().Needs(KeyScopes.Operator);
    }

    private static async Task AnswerAsync(HttpContext http, WorkflowTools tools, ILoggerFactory loggers)
    {
        if (await ReadAsync(http) is not { } message)
        {
            await Problem.Result(StatusCodes.Status400BadRequest, "The body is not a JSON-RPC message.").ExecuteAsync(http);
            return;
        }

        var actor = Actors.Name(http, null);
        await using var transport = new StreamableHttpServerTransport(loggers) { Stateless = true };
        await using var server = McpServer.Create(
            transport,
            new McpServerOptions
            {
                ServerInfo = Self,
                ServerInstructions = "Each tool runs a workflow to its end. A call that says that its execution waits goes on by itself.",
                Capabilities = new ServerCapabilities { Tools = new ToolsCapability() },
                Handlers = new McpServerHandlers
                {
                    ListToolsHandler = (request, _) => tools.ListAsync(request.Params),
                    CallToolHandler = (request, stop) => tools.CallAsync(request, actor, stop),
                },
            },
            loggers,
            http.RequestServices);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        var running = server.RunAsync(stop.Token);
        try
        {
            http.Response.ContentType = "text/event-stream";
            http.Response.Headers.CacheControl = "no-cache";
            if (!await transport.HandlePostRequestAsync(message, http.Response.Body, http.RequestAborted))
            {
                http.Response.StatusCode = StatusCodes.Status202Accepted;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<JsonRpcMessage?> ReadAsync(HttpContext http)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<JsonRpcMessage>(http.Request.Body, McpJsonUtilities.DefaultOptions, http.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
