using System.Text;
using Agents.Core.Executions;
using Agents.Core.Json;
using Agents.Silo.Tools;
using ModelContextProtocol.Protocol;

namespace Agents.Silo.Mcp;

/// <summary>Results of MCP tools as ours.</summary>
internal static class McpResults
{
    public static ToolResult Of(string tool, CallToolResult result)
        => result.IsError == true
            ? ToolResult.Fail(ErrorCategory.Validation, "tool_error", TextOf(result) is { Length: > 0 } text ? text : $"The tool '{tool}' failed without saying why.")
            : ToolResult.Of(result.StructuredContent is { } content ? JsonValue.Parse(content.GetRawText()) : TextOf(result));

    private static string TextOf(CallToolResult result)
    {
        var text = new StringBuilder();
        foreach (var block in result.Content)
        {
            if (text.Length > 0)
            {
                text.Append('\n');
            }

            text.Append(block is TextContentBlock { Text: var told } ? told : $"[{block.Type} left out: only text is told to models]");
        }

        return text.ToString();
    }
}
