using System.Collections.Concurrent;
using Agents.Core.Json;
using Agents.Silo.Tools;
using Microsoft.Extensions.DependencyInjection;

namespace Agents.Silo.Tests.Tools;

/// <summary>A tool that remembers who called it and does what the test says.</summary>
internal sealed class TestTool(string name, Func<ToolCall, CancellationToken, Task<ToolResult>> body) : ITool
{
    private readonly SemaphoreSlim _arrivals = new(0);

    public TestTool(string name, Func<ToolCall, ToolResult> body)
        : this(name, (call, _) => Task.FromResult(body(call)))
    {
    }

    public string Name => name;

    public string Description => "Does what a test says.";

    public JsonObject InputSchema { get; } = JsonObject.Of(("type", "object"), ("properties", JsonObject.Of(("n", JsonObject.Of(("type", "integer"))))));

    public ConcurrentQueue<ToolCall> Calls { get; } = new();

    public IReadOnlyList<string> Keys => [.. Calls.Select(static call => call.IdempotencyKey)];

    /// <summary>Echoes its number.</summary>
    public static TestTool Echo(string name = "echo") => new(name, static call => ToolResult.Of(JsonObject.Of(("echo", call.Arguments.Find("n") ?? JsonValue.Null))));

    /// <summary>Gives nothing until it is told to stop.</summary>
    public static TestTool Silent(string name = "silent") => new(name, static async (_, stop) =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
        return ToolResult.Of("");
    });

    public void Use(IServiceCollection services) => services.AddSingleton<ITool>(this);

    public Task ArrivalAsync() => _arrivals.WaitAsync(TimeSpan.FromSeconds(30));

    public Task<ToolResult> CallAsync(ToolCall call, CancellationToken cancellationToken)
    {
        Calls.Enqueue(call);
        _arrivals.Release();
        return body(call, cancellationToken);
    }
}
