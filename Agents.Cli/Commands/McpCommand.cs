using System.CommandLine;
using Agents.Cli.Access;
using Agents.Cli.Output;
using Agents.Cli.Servers;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Agents.Cli.Commands;

/// <summary>
/// <c>agents mcp</c>: a server's workflows as MCP tools over standard input and output, for programs that start their MCP servers themselves.
/// What comes in is handed to the server's <c>/mcp</c>.
/// </summary>
internal static class McpCommand
{
    public static Command Create()
    {
        var server = SharedOptions.Server();
        var command = new Command("mcp", "Offer a server's workflows as MCP tools on standard input and output.") { server };
        command.Runs(async (parsed, cancellationToken) =>
        {
            await RunAsync(new Uri(ServerChoice.RunningUrl(parsed.GetValue(server)), "/mcp"), cancellationToken);
            return ExitCode.Completed;
        });
        return command;
    }

    private static async Task RunAsync(Uri url, CancellationToken cancellationToken)
    {
        await using var client = await ConnectAsync(url, cancellationToken);
        var options = new McpServerOptions
        {
            ServerInfo = new Implementation { Name = "agents", Version = client.ServerInfo?.Version ?? "0" },
            Capabilities = new ServerCapabilities { Tools = new ToolsCapability() },
            Handlers = new McpServerHandlers
            {
                ListToolsHandler = async (request, stop) => await client.ListToolsAsync(request.Params ?? new ListToolsRequestParams(), stop),
                CallToolHandler = (request, stop) => CallAsync(client, request, stop),
            },
        };
        await using var transport = new StdioServerTransport(options);
        await using var server = McpServer.Create(transport, options);
        await server.RunAsync(cancellationToken);
    }

    private static async Task<McpClient> ConnectAsync(Uri url, CancellationToken cancellationToken)
    {
        try
        {
            return await McpClient.CreateAsync(
                new HttpClientTransport(new HttpClientTransportOptions
                {
                    Endpoint = url,
                    TransportMode = HttpTransportMode.StreamableHttp,
                    EnableStandaloneGetStream = false,
                    AdditionalHeaders = KeptKeys.Find(url) is { } key ? new Dictionary<string, string> { ["Authorization"] = $"Bearer {key}" } : null,
                }),
                cancellationToken: cancellationToken);
        }
        catch (Exception problem) when (problem is HttpRequestException or McpException or IOException)
        {
            throw new CliException($"No server answers at {url}: {problem.GetBaseException().Message} Start one with 'agents start', or name it with --server.");
        }
    }

    private static async ValueTask<CallToolResult> CallAsync(McpClient client, RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken)
    {
        var call = request.Params!;
        var progress = call.ProgressToken is { } token ? new Forwarded(request.Server, token) : null;
        var options = call.Meta is { } meta ? new RequestOptions { Meta = (System.Text.Json.Nodes.JsonObject)meta.DeepClone() } : null;
        var arguments = call.Arguments?.ToDictionary(static argument => argument.Key, static object? (argument) => argument.Value);
        return await client.CallToolAsync(call.Name, arguments, progress, options, cancellationToken);
    }

    private sealed class Forwarded(McpServer server, ProgressToken token) : IProgress<ProgressNotificationValue>
    {
        // Progress is a courtesy: whoever asked may have gone.
        public void Report(ProgressNotificationValue value) => _ = server.NotifyProgressAsync(token, value).ContinueWith(static _ => { }, TaskScheduler.Default);
    }
}
