using System.Diagnostics;

namespace Agents.Orleans.Embedded.Tests;

/// <summary>Says which trace it runs in.</summary>
public interface ITraces : IGrainWithStringKey
{
    Task<string> Trace();

    Task<string> TraceAfterAwait();

    Task StartTimer();
}

public sealed class TracesGrain(Probe probe) : Grain, ITraces
{
    public Task<string> Trace() => Task.FromResult(Activity.Current?.TraceId.ToString() ?? "none");

    public async Task<string> TraceAfterAwait()
    {
        await Task.Yield();
        return await Trace();
    }

    public Task StartTimer()
    {
        this.RegisterGrainTimer(
            async () => probe.Note($"tick in trace {await Trace()}"), TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }
}
