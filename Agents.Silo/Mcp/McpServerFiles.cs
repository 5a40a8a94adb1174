using Agents.Silo.Tools;
using Microsoft.Extensions.Options;

namespace Agents.Silo.Mcp;

/// <summary>The MCP servers of an environment: <c>environments/&lt;name&gt;/mcp-servers/*.json</c>.</summary>
internal static class McpServerFiles
{
    /// <summary>All of them. Where two have one name, the first file's counts, and the other says so.</summary>
    public static IReadOnlyList<McpServerDefinition> Read(IOptions<ToolsOptions> options, IConfiguration configuration)
    {
        var found = Files(options).SelectMany(file => ReadFile(file, configuration)).ToList();
        return [.. found.GroupBy(static server => server.Name, StringComparer.Ordinal).SelectMany(static same => same.Select((server, index) => index == 0
            ? server
            : server with { Name = $"{server.Name} ({Path.GetFileName(server.File)})", Problem = $"The name '{server.Name}' is taken by {Path.GetFileName(same.First().File)}." }))];
    }

    /// <summary>Another text where a file has come, gone or changed.</summary>
    public static string Stamp(IOptions<ToolsOptions> options)
        => string.Join('\n', Files(options).Select(static file => new FileInfo(file)).Select(static file => $"{file.Name} {(file.Exists ? $"{file.Length} {file.LastWriteTimeUtc.Ticks}" : "")}"));

    private static IEnumerable<string> Files(IOptions<ToolsOptions> options)
    {
        var folder = Path.GetFullPath(Path.Combine(options.Value.EnvironmentsFolder, options.Value.Environment, "mcp-servers"));
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal) : [];
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
