using System.Text.RegularExpressions;
using Agents.Core.Json;

namespace Agents.Silo.Mcp;

/// <summary>
/// Reads files of MCP servers in the forms that are in use: <c>{"mcpServers": {name: server}}</c>, the same under <c>servers</c>, or one server alone.
/// Values may name variables: <c>${NAME}</c> or <c>${env:NAME}</c>. Stored secrets, <c>${secret:NAME}</c>, stay as they are until a connection is made: they may change.
/// </summary>
internal sealed partial class McpServerFile(string file, Func<string, string?> variable)
{
    public IReadOnlyList<McpServerDefinition> Read(string text)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        if (!JsonValue.TryParse(text, out var json) || json is not JsonObject root)
        {
            return [new McpServerDefinition(name, file) { Problem = "The file is not a JSON object." }];
        }

        return (root.Find("mcpServers") ?? root.Find("servers")) is JsonObject servers
            ? [.. servers.Select(entry => ReadServer(entry.Key, entry.Value))]
            : [ReadServer(TextOf(root, "name") ?? name, root)];
    }

    private McpServerDefinition ReadServer(string name, JsonValue json)
    {
        try
        {
            return json is JsonObject server ? ReadServer(name, server) with { Source = json.ToJson() } : throw new FormatException("A server is an object with 'command' or 'url'.");
        }
        catch (FormatException problem)
        {
            return new McpServerDefinition(name, file) { Problem = problem.Message, Source = json.ToJson() };
        }
    }

    private McpServerDefinition ReadServer(string name, JsonObject server)
    {
        if (!Name().IsMatch(name))
        {
            throw new FormatException($"'{name}' is no name of a server: use letters, digits, '-' and '_', at most 40.");
        }

        var (command, url) = (TextOf(server, "command"), TextOf(server, "url"));
        if (command is null == url is null)
        {
            throw new FormatException("Give either 'command' (a program) or 'url' (streamable HTTP).");
        }

        if (url is not null && !(Uri.TryCreate(Resolve(url), UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https"))
        {
            throw new FormatException("'url' is not an absolute http or https URL.");
        }

        return new McpServerDefinition(name, file)
        {
            Command = command is null ? null : Resolve(command),
            Arguments = [.. (server.Find("args") as JsonArray ?? JsonArray.Empty).Select(argument => Resolve(TextOf(argument)))],
            Environment = Texts(server, "env"),
            WorkingDirectory = (TextOf(server, "cwd") ?? TextOf(server, "workingDirectory")) is { } folder ? Resolve(folder) : null,
            Url = url is null ? null : new Uri(Resolve(url)),
            Headers = Texts(server, "headers"),
            IsDisabled = server.Find("disabled") is JsonBoolean { Value: true },
        };
    }

    private Dictionary<string, string> Texts(JsonObject server, string key)
        => (server.Find(key) as JsonObject ?? JsonObject.Empty).ToDictionary(static entry => entry.Key, entry => Resolve(TextOf(entry.Value)));

    private string Resolve(string text) => Variable().Replace(text, match => variable(match.Groups["name"].Value)
        ?? throw new FormatException($"The variable '{match.Groups["name"].Value}' is not set. Set it in the silo's environment, or write the value in the file."));

    private static string TextOf(JsonValue value) => value is JsonString text ? text.Value : value.ToJson();

    private static string? TextOf(JsonObject json, string key) => (json.Find(key) as JsonString)?.Value;

    [GeneratedRegex(@"\$\{(env:)?(?<name>[A-Za-z_][A-Za-z0-9_]*)\}")]
    private static partial Regex Variable();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")]
    private static partial Regex Name();
}
