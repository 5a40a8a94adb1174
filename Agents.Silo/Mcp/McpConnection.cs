using System.Text.Json;
using Agents.Core.Executions;
using Agents.Silo.Secrets;
using Agents.Silo.Tools;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Agents.Silo.Mcp;

/// <summary>
/// One MCP server: connected when somebody needs it, again after it was lost, later and later while it does not answer. Whoever calls meanwhile is told so
/// at once; nobody waits for a server that is known to be down.
/// </summary>
internal sealed partial class McpConnection(McpServerDefinition server, SecretResolver secrets, TimeProvider time, ILoggerFactory loggers) : IAsyncDisposable
{
    private const string KeyName = "idempotency-key";

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstBackoff = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ToolsKept = TimeSpan.FromMinutes(5);

    private readonly ILogger _logger = loggers.CreateLogger<McpConnection>();
    private readonly SemaphoreSlim _gate = new(1);
    private readonly Lock _refreshLock = new();
    private Task? _refresh;
    private bool _isRetired;
    private volatile McpClient? _client;
    private int _failures;
    private DateTimeOffset _due = DateTimeOffset.MinValue;
    private volatile McpServerState _state = new(server.Problem is null ? McpServerStatus.Idle : McpServerStatus.Failed, server.Problem, []);

    public string Name => server.Name;

    public McpServerDefinition Server => server;

    /// <summary>What is known of it now.</summary>
    public McpServerState State => _state;

    /// <summary>Its tools, asked for where they are not known or were for too long. Where it does not answer, those that were known last.</summary>
    /// <param name="cancellationToken">Ends the wait, not the attempt to connect: others may wait for it too.</param>
    public async Task<IReadOnlyList<McpTool>> ToolsAsync(CancellationToken cancellationToken)
    {
        if (server.Problem is null && !server.IsDisabled && IsDue())
        {
            Task refresh;
            lock (_refreshLock)
            {
                refresh = _refresh ??= Task.Run(RefreshAsync, CancellationToken.None);
            }

            await refresh.WaitAsync(cancellationToken);
        }

        return _state.Tools;
    }

    public async Task<ToolResult> CallAsync(string tool, ToolCall call, CancellationToken cancellationToken)
    {
        await ToolsAsync(cancellationToken);
        if (_client is not { } client)
        {
            return Unreachable(_state.Problem ?? "it is not connected");
        }

        try
        {
            var request = new CallToolRequestParams
            {
                Name = tool,
                Arguments = call.Arguments.ToDictionary(static argument => argument.Key, static argument => JsonElement.Parse(argument.Value.ToUtf8Bytes())),
                Meta = new System.Text.Json.Nodes.JsonObject { [KeyName] = call.IdempotencyKey },
            };
            return McpResults.Of(tool, await client.CallToolAsync(request, cancellationToken));
        }
        catch (McpProtocolException refusal)
        {
            return ToolResult.Fail(ErrorCategory.Validation, "tool_refused", $"The MCP server '{Name}' refused the call: {refusal.Message}");
        }
        catch (Exception lost) when (IsLoss(lost, cancellationToken))
        {
            await LoseAsync(client, lost);
            return Unreachable(lost.GetBaseException().Message);
        }
    }

    /// <summary>Ends the connection for good: its file says something else by now. Calls under way fail as where a server goes away.</summary>
    public async Task RetireAsync()
    {
        // An attempt to connect is waited for, or it would leave a server behind.
        await _gate.WaitAsync();
        try
        {
            lock (_refreshLock)
            {
                _isRetired = true;
            }

            var client = _client;
            _client = null;
            _state = _state with { Status = McpServerStatus.Failed, Problem = $"{server.File} was changed meanwhile." };
            if (client is not null)
            {
                await client.DisposeAsync();
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is { } client)
        {
            await client.DisposeAsync();
        }

        _gate.Dispose();
    }

    private static bool IsLoss(Exception problem, CancellationToken cancellationToken)
        => problem is McpException or HttpRequestException or IOException or TimeoutException or InvalidOperationException or JsonException
            || (problem is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private ToolResult Unreachable(string why) => ToolResult.Fail(ErrorCategory.Provider, "mcp_unreachable", $"The MCP server '{Name}' gives no answer: {why}");

    // When to connect again, or to ask for the tools again.
    private bool IsDue()
    {
        lock (_refreshLock)
        {
            return !_isRetired && time.GetUtcNow() >= _due;
        }
    }

    private void SetDue(DateTimeOffset due)
    {
        lock (_refreshLock)
        {
            _due = due;
        }
    }

    private async Task RefreshAsync()
    {
        await _gate.WaitAsync();
        try
        {
            if (IsDue())
            {
                await ConnectAndListAsync();
            }
        }
        finally
        {
            _gate.Release();
            lock (_refreshLock)
            {
                _refresh = null;
            }
        }
    }

    private async Task ConnectAndListAsync()
    {
        using var over = new CancellationTokenSource(ConnectTimeout, time);
        try
        {
            _client ??= await McpClient.CreateAsync(McpTransports.To(server, secrets, loggers), new McpClientOptions { InitializationTimeout = ConnectTimeout }, loggers, over.Token);
            var tools = await _client.ListToolsAsync(cancellationToken: over.Token);
            _failures = 0;
            SetDue(time.GetUtcNow() + ToolsKept);
            _state = new McpServerState(McpServerStatus.Connected, null, [.. tools.Select(tool => new McpTool(this, tool.ProtocolTool))]);
        }
        catch (Exception problem) when (IsLoss(problem, CancellationToken.None) || problem is System.ComponentModel.Win32Exception)
        {
            await FailAsync(over.IsCancellationRequested ? $"no answer within {ConnectTimeout.TotalSeconds:0} s" : problem.GetBaseException().Message);
        }
    }

    private async Task LoseAsync(McpClient client, Exception problem)
    {
        await _gate.WaitAsync(CancellationToken.None);
        try
        {
            if (ReferenceEquals(_client, client))
            {
                await FailAsync(problem.GetBaseException().Message);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task FailAsync(string problem)
    {
        var client = _client;
        _client = null;
        _failures++;
        // The first loss is tried again at once: a server that was restarted is there.
        var wait = _failures == 1 ? TimeSpan.Zero : FirstBackoff * Math.Pow(2, Math.Min(_failures - 2, 10));
        SetDue(time.GetUtcNow() + (wait < LongestBackoff ? wait : LongestBackoff));
        _state = _state with { Status = McpServerStatus.Failed, Problem = problem };
        LogFailed(Name, problem);
        if (client is not null)
        {
            await client.DisposeAsync();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The MCP server {Server} gives no answer: {Problem}")]
    private partial void LogFailed(string server, string problem);
}
