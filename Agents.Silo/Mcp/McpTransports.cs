using ModelContextProtocol.Client;

namespace Agents.Silo.Mcp;

/// <summary>The ways to MCP servers.</summary>
internal static class McpTransports
{
    // What a program needs to find others, itself and its files. Whatever else the silo's environment has may be a secret.
    private static readonly string[] Handed = ["PATH", "HOME", "USER", "LANG", "TMPDIR", "TZ", "SystemRoot", "TEMP", "TMP", "USERPROFILE", "APPDATA", "LOCALAPPDATA"];

    public static IClientTransport To(McpServerDefinition server, ILoggerFactory loggers)
        => server.Url is { } url ? Http(server, url, loggers) : Program(server, loggers);

    private static HttpClientTransport Http(McpServerDefinition server, Uri url, ILoggerFactory loggers) => new(
        new HttpClientTransportOptions
        {
            Name = server.Name,
            Endpoint = url,
            TransportMode = HttpTransportMode.StreamableHttp,
            AdditionalHeaders = server.Headers.ToDictionary(),
            ConnectionTimeout = TimeSpan.FromSeconds(15),
            EnableStandaloneGetStream = false,
        },
        loggers);

    private static StdioClientTransport Program(McpServerDefinition server, ILoggerFactory loggers)
    {
        var environment = Handed.Select(static name => KeyValuePair.Create(name, Environment.GetEnvironmentVariable(name)))
            .Where(static entry => entry.Value is not null)
            .ToDictionary();
        foreach (var (name, value) in server.Environment)
        {
            environment[name] = value;
        }

        return new StdioClientTransport(
            new StdioClientTransportOptions
            {
                Name = server.Name,
                Command = server.Command!,
                Arguments = [.. server.Arguments],
                WorkingDirectory = server.WorkingDirectory,
                EnvironmentVariables = environment,
                InheritEnvironmentVariables = false,
                ShutdownTimeout = TimeSpan.FromSeconds(5),
            },
            loggers);
    }
}
