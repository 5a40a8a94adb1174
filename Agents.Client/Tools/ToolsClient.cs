using Agents.Client.Connections;
using Agents.Client.Json;
using Agents.Client.Paging;

namespace Agents.Client.Tools;

/// <summary>The endpoints of tools.</summary>
public sealed class ToolsClient
{
    private readonly ApiConnection _connection;

    internal ToolsClient(ApiConnection connection) => _connection = connection;

    /// <summary>Lists the tools that agents can call, those of MCP servers included: servers that were not asked yet are.</summary>
    public Task<ItemPage<ToolRecord>> ListAsync(CancellationToken cancellationToken = default)
        => _connection.GetAsync("api/v1/tools", AgentsJson.Wire.ItemPageToolRecord, cancellationToken);

    /// <summary>Lists the MCP servers with what is known of them. Asks none of them.</summary>
    public Task<ItemPage<McpServerRecord>> ListServersAsync(CancellationToken cancellationToken = default)
        => _connection.GetAsync("api/v1/mcp-servers", AgentsJson.Wire.ItemPageMcpServerRecord, cancellationToken);
}
