using System.Collections.Concurrent;
using System.Diagnostics;
using Agents.Silo.Executions.Telemetry;
using Agents.Silo.Models.Telemetry;
using Agents.Silo.Tests.Hosting;

namespace Agents.Silo.Tests.Executions.Telemetry;

/// <summary>The spans that end while it listens, of all tests that run meanwhile.</summary>
internal sealed class RecordedSpans : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    public RecordedSpans()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name is ExecutionSource.Name or GenAITelemetry.Name,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>All spans of the execution's trace, once so many lives of it have ended.</summary>
    public async Task<IReadOnlyList<Activity>> OfAsync(string executionId, int lives = 1)
    {
        await Eventually.TrueAsync(() => Task.FromResult(Lives(executionId).Count == lives));
        var trace = Lives(executionId)[0].TraceId;
        return [.. _ended.Where(span => span.TraceId == trace)];
    }

    public void Dispose() => _listener.Dispose();

    private List<Activity> Lives(string executionId)
        => [.. _ended.Where(span => span.DisplayName.StartsWith("execution ", StringComparison.Ordinal) && (string?)span.GetTagItem("agents.execution.id") == executionId)];
}
