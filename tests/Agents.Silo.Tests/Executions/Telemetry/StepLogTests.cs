using System.Collections.Concurrent;
using Agents.Silo.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Agents.Silo.Tests.Executions.Telemetry;

public sealed class StepLogTests
{
    private const string Failing = """
        id: logged
        states:
          - {name: set, type: inject, data: {a: 1}, next: ask}
          - {name: ask, type: agent, agent: x, task: "secret words", next: wait}
          - {name: wait, type: timer, duration: 1ms, next: break}
          - {name: break, type: transform, expression: "1 // 0", end: true}
        """;

    private static async Task<IReadOnlyList<(LogLevel Level, Dictionary<string, object?> Fields, string Text)>> RunAsync(LogLevel level)
    {
        using var log = new StepLines();
        await using var silo = await SiloHost.StartAsync(
            services => services.AddSingleton<ILoggerProvider>(log).AddLogging(logging => logging.AddFilter<StepLines>("Agents.Silo.Executions.Telemetry", level)));
        await silo.CreateAsync(Failing);
        var execution = await silo.RunAsync("logged");
        execution.Status.ShouldBe("failed");
        return [.. log.Lines.Where(line => (string?)line.Fields["execution_id"] == execution.Id)];
    }

    [Fact]
    public async Task Steps_AreLinesWithStableKeys()
    {
        var lines = await RunAsync(LogLevel.Information);

        lines.Select(static line => (line.Level, line.Fields["state"], line.Fields["executor"], line.Fields["status"], line.Fields["error_type"])).ShouldBe(
        [
            (LogLevel.Information, "ask", "agent", "succeeded", null),
            (LogLevel.Information, "wait", "timer", "succeeded", null),
            (LogLevel.Warning, "break", "transform", "failed", "validation_error"),
        ]);
        lines.ShouldAllBe(line => new[] { "execution_id", "step_id", "attempt", "executor", "duration_ms", "status", "error_type" }.All(line.Fields.ContainsKey));
        lines.ShouldAllBe(line => !line.Text.Contains("secret words"));
        lines[0].Text.ShouldContain("executor=agent");
    }

    [Fact]
    public async Task ComputedStates_AreForDebugging()
        => (await RunAsync(LogLevel.Debug)).Select(static line => line.Fields["state"]).ShouldBe(["set", "ask", "wait", "break"]);

    [Fact]
    public async Task Silence_IsPossible() => (await RunAsync(LogLevel.None)).ShouldBeEmpty();

    private sealed class StepLines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<(LogLevel Level, Dictionary<string, object?> Fields, string Text)> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => categoryName.EndsWith(".StepLog", StringComparison.Ordinal) ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => Lines.Enqueue((logLevel, ((IEnumerable<KeyValuePair<string, object?>>)state!).ToDictionary(), formatter(state, exception)));

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Dispose()
        {
        }
    }
}
