using Agents.Silo.Secrets;
using Agents.Silo.Tools;
using Microsoft.Extensions.Options;

namespace Agents.Silo.Mcp;

/// <summary>
/// The MCP servers of this silo and their tools. Agents name a tool <c>server__tool</c>, all tools of a server <c>server__*</c>, or a tool alone
/// (<c>tool</c> or <c>__tool</c>) where only one server has it.
/// </summary>
internal sealed class McpServers(IOptions<ToolsOptions> options, IConfiguration configuration, SecretResolver secrets, TimeProvider time, ILoggerFactory loggers) : IAsyncDisposable
{
    private const string All = McpTool.Mark + "*";

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private List<McpConnection> _connections = [];
    private List<Task> _retiring = [];
    private DateTimeOffset _lookAt = DateTimeOffset.MinValue;
    private string? _stamp;

    /// <summary>All of them. The files are looked at again every few seconds; servers whose part of a file is the same stay connected.</summary>
    public IReadOnlyList<McpConnection> Connections
    {
        get
        {
            lock (_gate)
            {
                var now = time.GetUtcNow();
                if (now >= _lookAt)
                {
                    _lookAt = now + LookAgain;
                    Look();
                }

                return _connections;
            }
        }
    }

    /// <summary>The tools that a name means, and why there are none. Asks the servers that could have them; none is asked for what is known.</summary>
    public async ValueTask<(IReadOnlyList<ITool> Tools, string? Problem)> FindAsync(string name, CancellationToken cancellationToken)
    {
        var mark = name.IndexOf(McpTool.Mark, StringComparison.Ordinal);
        var server = mark > 0 ? Connections.FirstOrDefault(connection => connection.Name == name[..mark]) : null;
        var asked = server is null ? Connections : [server];
        var tools = (await Task.WhenAll(asked.Select(connection => connection.ToolsAsync(cancellationToken)))).SelectMany(static found => found).ToList();
        List<McpTool> meant = server is not null && name.EndsWith(All, StringComparison.Ordinal)
            ? tools
            : [.. tools.Where(tool => tool.Name == name || tool.OwnName == (mark == 0 ? name[McpTool.Mark.Length..] : name))];
        return (meant, Problem(name, asked, meant, server is not null));
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_retiring);
        foreach (var connection in _connections)
        {
            await connection.DisposeAsync();
        }
    }

    private void Look()
    {
        if (McpServerFiles.Stamp(options) is var stamp && stamp == _stamp)
        {
            return;
        }

        _stamp = stamp;
        var before = _connections;
        _connections = [.. McpServerFiles.Read(options, configuration).Select(server
            => before.Find(connection => IsSame(connection.Server, server)) ?? new McpConnection(server, secrets, time, loggers))];
        // Off this call: ending a program may take seconds.
        _retiring = [.. _retiring.Where(static task => !task.IsCompleted), .. before.Except(_connections).Select(static gone => Task.Run(gone.RetireAsync))];
    }

    private static bool IsSame(McpServerDefinition known, McpServerDefinition read)
        => (known.Name, known.File, known.Source, known.Problem) == (read.Name, read.File, read.Source, read.Problem);

    private static string? Problem(string name, IReadOnlyList<McpConnection> asked, List<McpTool> meant, bool isOneServer)
    {
        if (meant.Count > 0)
        {
            return meant.Count == 1 || isOneServer ? null : $"Several MCP servers have it: name it as one of {string.Join(", ", meant.Select(static tool => tool.Name))}.";
        }

        var broken = asked.Where(static connection => connection.State.Problem is not null).Select(static connection => $"The MCP server '{connection.Name}' ({connection.Server.File}) cannot be used: {connection.State.Problem}").ToList();
        return broken.Count > 0 ? string.Join(' ', broken)
            : isOneServer && asked[0].Server.IsDisabled ? $"The MCP server '{asked[0].Name}' is disabled in {asked[0].Server.File}."
            : isOneServer ? $"The MCP server '{asked[0].Name}' has no such tool. Its tools: {string.Join(", ", asked[0].State.Tools.Select(static tool => tool.Name))}."
            : null;
    }
}
