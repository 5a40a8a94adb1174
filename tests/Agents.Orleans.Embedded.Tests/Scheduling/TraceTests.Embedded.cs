using System.Diagnostics;

namespace Agents.Orleans.Embedded.Tests.Scheduling;

/// <summary>Orleans needs AddActivityPropagation for this, and makes spans of its own.</summary>
public class TraceTests
{
    [Fact]
    public async Task Call_BelongsToTheCallersTrace()
    {
        await using var host = await GrainHost.StartAsync();
        using var trace = new Activity("caller").Start();
        (await host.Get<ITraces>().Trace()).ShouldBe(trace.TraceId.ToString());
        (await host.Get<ITraces>().TraceAfterAwait()).ShouldBe(trace.TraceId.ToString());
    }

    [Fact]
    public async Task CallWithoutTrace_SeesNoneOfACallBefore()
    {
        await using var host = await GrainHost.StartAsync();
        using (new Activity("caller").Start())
        {
            await host.Get<ITraces>().Trace();
        }

        (await host.Get<ITraces>().Trace()).ShouldBe("none");
    }

    [Fact]
    public async Task TimerTick_DoesNotBelongToTheTraceThatStartedIt()
    {
        await using var host = await GrainHost.StartAsync();
        using (new Activity("caller").Start())
        {
            await host.Get<ITraces>().StartTimer();
        }

        host.Advance(TimeSpan.FromSeconds(1));
        await host.Probe.Reached("tick in trace none");
    }
}
