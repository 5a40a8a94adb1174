using Agents.Silo.Secrets;
using ModelContextProtocol.Client;

namespace Agents.Silo.Mcp;

/// <summary>The ways to MCP servers.</summary>
internal static class McpTransports
{
    // What a program needs to find others, itself and its files. Whatever else the silo's environment has may be a secret.
    private static readonly string[] Handed = ["PATH", "HOME", "USER", "LANG", "TMPDIR", "TZ", "SystemRoot", "TEMP", "TMP", "USERPROFILE", "APPDATA", "LOCALAPPDATA"];

    /// <exception cref="InvalidOperationException">A secret is not set; the message names it.</exception>
    public static IClientTransport To(McpServerDefinition server, SecretResolver secrets, ILoggerFactory loggers)
        => server.Url is { } url ? Http(server, url, secrets, loggers) : Program(server, secrets, loggers);

    private static string Resolve(SecretResolver secrets, string text)
    {
        var resolved = secrets.Resolve(null, text, out var missing);
        return missing.Count == 0 ? resolved : throw new InvalidOperationException($"{missing[0]} is not set. Set it: agents secrets set, or the page Settings.");
    }

    private static HttpClientTransport Http(McpServerDefinition server, Uri url, SecretResolver secrets, ILoggerFactory loggers) => new(
        new HttpClientTransportOptions
        {
            Name = server.Name,
            Endpoint = url,
            TransportMode = HttpTransportMode.StreamableHttp,
            AdditionalHeaders = server.Headers.ToDictionary(static header => header.Key, header => Resolve(secrets, header.Value)),
            ConnectionTimeout = TimeSpan.FromSeconds(15),
            EnableStandaloneGetStream = false,
        },
        loggers);

    private static StdioClientTransport Program(McpServerDefinition server, SecretResolver secrets, ILoggerFactory loggers)
    {
        var environment = Handed.Select(static name => KeyValuePair.Create(name, Environment.GetEnvironmentVariable(name)))
            .Where(static entry => entry.Value is not null)
            .ToDictionary();
        foreach (var (name, value) in server.Environment)
        {
            environment[name] = Resolve(secrets, value);
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
