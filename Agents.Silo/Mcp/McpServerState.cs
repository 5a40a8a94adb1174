namespace Agents.Silo.Mcp;

/// <summary>What is known of an MCP server. Immutable.</summary>
/// <param name="Status">Whether it can be called.</param>
/// <param name="Problem">Why not; null where it can, or nobody has tried.</param>
/// <param name="Tools">Its tools as they were known last.</param>
internal sealed record McpServerState(McpServerStatus Status, string? Problem, IReadOnlyList<McpTool> Tools);

/// <summary>Whether an MCP server can be called.</summary>
internal enum McpServerStatus
{
    /// <summary>Nobody has needed it yet.</summary>
    Idle,

    /// <summary>It has answered.</summary>
    Connected,

    /// <summary>It has not, or its file is wrong.</summary>
    Failed,
}
