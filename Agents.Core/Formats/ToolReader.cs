using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Formats;

/// <summary>Reads <c>tools: [name | {name, on_error, retries, timeout, config}]</c> and gives each tool its canonical name.</summary>
internal static class ToolReader
{
    private const int DefaultRetries = 2;

    // 'server__tool' is a tool of an environment's MCP server.
    private const string ServerMark = "__";

    private static readonly Dictionary<string, string> Canonical = new(StringComparer.Ordinal)
    {
        ["serper_search"] = "web_search",
        ["http_client"] = "http_request",
    };

    /// <summary>The tools that the formats name (formats §A.4); an environment's MCP tools come on top.</summary>
    public static readonly string[] Known =
    [
        "serper_search", "web_search", "web_scrape", "http_client", "http_request", "file_read", "file_write", "file_glob", "file_move", "sql_query",
        "code", "dataframe_to_csv", "memory_read", "memory_write", "json_parse", "yaml_parse", "shell", "process", "env_vars",
    ];

    /// <param name="list">The list; null means no tools.</param>
    /// <param name="bag">Where problems go.</param>
    /// <param name="mustExist">Whether an unknown name is an error; agents of an environment may have tools that only it knows.</param>
    public static IReadOnlyList<ToolReference> Read(SequenceNode? list, DiagnosticBag bag, bool mustExist)
        => list is null ? [] : [.. list.Items.Select(item => ReadOne(item, bag, mustExist)).OfType<ToolReference>()];

    private static ToolReference? ReadOne(DocumentNode item, DiagnosticBag bag, bool mustExist)
    {
        if (item is ScalarNode { Value: JsonString name })
        {
            return CheckName(name.Value, item, bag, mustExist) is { } canonical ? new ToolReference(canonical) : null;
        }

        if (MappingReader.Of(item, bag, "a tool") is not { } keys)
        {
            return null;
        }

        var tool = keys.RequireText("name");
        var onError = keys.Choice("on_error", "fail", "continue", "retry");
        var retries = (int?)keys.Integer("retries", 0, 10);
        var timeout = keys.Duration("timeout");
        var config = keys.Mapping("config")?.Node.ToJson() as JsonObject;
        keys.Finish();
        return tool is not null && CheckName(tool, keys.Find("name")!, bag, mustExist) is { } found
            ? new ToolReference(found, onError == "continue", config) { Retries = retries ?? (onError == "retry" ? DefaultRetries : 0), Timeout = timeout }
            : null;
    }

    private static string? CheckName(string name, DocumentNode node, DiagnosticBag bag, bool mustExist)
    {
        if (mustExist && !Known.Contains(name) && !name.Contains(ServerMark, StringComparison.Ordinal))
        {
            bag.Error(DiagnosticCodes.UnknownTool, node.Place, $"There is no tool '{name}'.", bag.DidYouMean(name, Known, $"Tools: {string.Join(", ", Known)}."), actual: name);
            return null;
        }

        return Canonical.GetValueOrDefault(name, name);
    }
}
