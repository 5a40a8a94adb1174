using Agents.Core.Json;
using Agents.Silo.Tools;
using ModelContextProtocol.Protocol;

namespace Agents.Silo.Mcp;

/// <summary>A tool of an MCP server.</summary>
/// <param name="connection">The way to the server.</param>
/// <param name="tool">What the server says about it.</param>
internal sealed class McpTool(McpConnection connection, Tool tool) : ITool
{
    /// <summary>Between a server's name and its tool's.</summary>
    public const string Mark = "__";

    public string Name { get; } = NameOf(connection.Name, tool.Name);

    public string Description => tool.Description ?? tool.Title ?? tool.Name;

    public JsonObject InputSchema { get; } = JsonValue.Parse(tool.InputSchema.GetRawText()) as JsonObject ?? JsonObject.Of(("type", "object"));

    public string? Absence => connection.State is { Status: McpServerStatus.Failed, Problem: { } problem } ? $"The MCP server '{connection.Name}' gives no answer: {problem}" : null;

    /// <summary>The server's name.</summary>
    public string Server => connection.Name;

    /// <summary>The server's own name of the tool.</summary>
    public string OwnName => tool.Name;

    public Task<ToolResult> CallAsync(ToolCall call, CancellationToken cancellationToken) => connection.CallAsync(tool.Name, call, cancellationToken);

    /// <summary>A name that every provider takes.</summary>
    private static string NameOf(string server, string tool)
    {
        var name = string.Concat($"{server}{Mark}{tool}".Select(static character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' ? character : '_'));
        return name.Length <= 64 ? name : name[..64];
    }
}
