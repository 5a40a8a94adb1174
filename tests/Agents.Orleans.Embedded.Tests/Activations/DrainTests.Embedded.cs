namespace Agents.Orleans.Embedded.Tests.Activations;

/// <summary>What stopping one process means; several silos would take over from each other.</summary>
public class DrainTests
{
    [Fact]
    public async Task CallAfterStop_IsRefused()
    {
        await using var host = await GrainHost.StartAsync();
        await host.StopAsync();
        await Should.ThrowAsync<SiloUnavailableException>(() => host.Get<ILife>().Activation());
    }

    [Fact]
    public async Task CallThatWaitsDuringStop_IsRefused()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<ILife>();
        var running = grain.Hold("running");
        await host.Probe.Reached("running starts");
        var waiting = grain.Activation();
        var stop = host.StopAsync();
        host.Probe.Open("running");
        await Task.WhenAll(stop, running);
        await Should.ThrowAsync<SiloUnavailableException>(() => waiting);
    }

    [Fact]
    public async Task CallThatNeverEnds_DoesNotHoldStopUpPastItsDeadline()
    {
        await using var host = await GrainHost.StartAsync();
        var stuck = host.Get<ILife>("stuck").Hold("for ever");
        await host.Probe.Reached("for ever starts");
        await host.Get<ILife>("free").Activation();
        var stop = host.StopAsync();
        await host.Probe.Reached("deactivated: ShuttingDown");
        host.Advance(TimeSpan.FromSeconds(31));
        await stop;
        await Should.ThrowAsync<SiloUnavailableException>(() => stuck);
    }
}
