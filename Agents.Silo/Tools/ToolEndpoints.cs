using Agents.Client.Access;
using Agents.Client.Json;
using Agents.Client.Paging;
using Agents.Client.Tools;
using Agents.Silo.Access;
using Agents.Silo.Executions;
using Agents.Silo.Mcp;

namespace Agents.Silo.Tools;

/// <summary><c>/api/v1/tools</c> and <c>/api/v1/mcp-servers</c>: what agents can call.</summary>
internal static class ToolEndpoints
{
    // Who looks at a list does not wait for a server that does not answer.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    public static void MapTools(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/tools", ListAsync).WithTags("tools").WithName("ListTools")
            .WithSummary("Tools that agents can call, with their schemas and where they are from.").Produces<ItemPage<ToolRecord>>().Needs(KeyScopes.Viewer);
        routes.MapGet("/api/v1/mcp-servers", ListServers).WithTags("tools").WithName("ListMcpServers")
            .WithSummary("MCP servers of this silo's environment, with their state.").Produces<ItemPage<McpServerRecord>>().Needs(KeyScopes.Viewer);
    }

    private static async Task<IResult> ListAsync(ToolCatalog catalog, McpServers servers, TimeProvider time, CancellationToken cancellationToken)
    {
        var asked = Task.WhenAll(servers.Connections.Select(server => server.ToolsAsync(cancellationToken)));
        await Task.WhenAny(asked, Task.Delay(LongestWait, time, cancellationToken));
        var tools = catalog.All.Select(tool => Record(tool, "built-in", catalog.Absence(tool)))
            .Concat(servers.Connections.SelectMany(server => server.State.Tools.Select(tool => Record(tool, $"mcp:{server.Name}", catalog.Absence(tool)))));
        return Results.Json(Page([.. tools]), AgentsJson.Wire.ItemPageToolRecord);
    }

    private static IResult ListServers(McpServers servers)
        => Results.Json(Page([.. servers.Connections.Select(Record)]), AgentsJson.Wire.ItemPageMcpServerRecord);

    private static ItemPage<T> Page<T>(IReadOnlyList<T> items) => new(items, null, items.Count);

    private static ToolRecord Record(ITool tool, string source, string? absence) => new()
    {
        Name = tool.Name,
        Description = tool.Description,
        Source = source,
        Absence = absence,
        InputSchema = ExecutionViews.Element(tool.InputSchema),
    };

    private static McpServerRecord Record(McpConnection server) => new()
    {
        Name = server.Name,
        File = server.Server.File,
        Transport = server.Server.Url is null ? "stdio" : "http",
        Status = server.Server.IsDisabled ? "disabled" : server.State.Status switch
        {
            McpServerStatus.Connected => "connected",
            McpServerStatus.Failed => "failed",
            _ => "idle",
        },
        Problem = server.State.Problem,
        Tools = [.. server.State.Tools.Select(static tool => tool.Name)],
    };
}
