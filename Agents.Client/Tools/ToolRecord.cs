using System.Text.Json;

namespace Agents.Client.Tools;

/// <summary>A tool that agents can call.</summary>
public sealed record ToolRecord
{
    /// <summary>The name that agents list.</summary>
    public required string Name { get; init; }

    /// <summary>What it does.</summary>
    public required string Description { get; init; }

    /// <summary>Where it is from: <c>built-in</c>, or <c>mcp:</c> and the server's name.</summary>
    public required string Source { get; init; }

    /// <summary>Why no agent can call it now, and what to do; null where agents can.</summary>
    public string? Absence { get; init; }

    /// <summary>JSON Schema of its arguments.</summary>
    public required JsonElement InputSchema { get; init; }
}

/// <summary>An MCP server of this silo's environment.</summary>
public sealed record McpServerRecord
{
    /// <summary>Its name; its tools are called <c>name__tool</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The file that describes it.</summary>
    public required string File { get; init; }

    /// <summary><c>stdio</c> or <c>http</c>.</summary>
    public required string Transport { get; init; }

    /// <summary><c>idle</c> (nobody has needed it yet), <c>connected</c>, <c>failed</c> or <c>disabled</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Why it cannot be used; null where it can.</summary>
    public string? Problem { get; init; }

    /// <summary>Names of its tools, as they were known last.</summary>
    public IReadOnlyList<string> Tools { get; init; } = [];
}
