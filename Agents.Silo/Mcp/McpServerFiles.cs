using Agents.Silo.Tools;
using Microsoft.Extensions.Options;

namespace Agents.Silo.Mcp;

/// <summary>The MCP servers of an environment: <c>environments/&lt;name&gt;/mcp-servers/*.json</c>, read at start.</summary>
internal static class McpServerFiles
{
    /// <summary>All of them. Where two have one name, the first file's counts, and the other says so.</summary>
    public static IReadOnlyList<McpServerDefinition> Read(IOptions<ToolsOptions> options, IConfiguration configuration)
    {
        var folder = Path.GetFullPath(Path.Combine(options.Value.EnvironmentsFolder, options.Value.Environment, "mcp-servers"));
        var found = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).SelectMany(file => ReadFile(file, configuration)).ToList() : [];
        return [.. found.GroupBy(static server => server.Name, StringComparer.Ordinal).SelectMany(static same => same.Select((server, index) => index == 0
            ? server
            : server with { Name = $"{server.Name} ({Path.GetFileName(server.File)})", Problem = $"The name '{server.Name}' is taken by {Path.GetFileName(same.First().File)}." }))];
    }

    private static IReadOnlyList<McpServerDefinition> ReadFile(string file, IConfiguration configuration)
    {
        try
        {
            return new McpServerFile(Path.GetFileName(file), name => configuration[name]).Read(File.ReadAllText(file));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return [new McpServerDefinition(Path.GetFileNameWithoutExtension(file), Path.GetFileName(file)) { Problem = "The file cannot be read." }];
        }
    }
}
