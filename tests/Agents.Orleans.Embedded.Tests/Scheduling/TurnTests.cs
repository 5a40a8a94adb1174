namespace Agents.Orleans.Embedded.Tests.Scheduling;

public class TurnTests
{
    [Fact]
    public async Task CallThatAwaits_KeepsNextCallWaiting()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<IExclusive>();
        var first = grain.Hold("first");
        await host.Probe.Reached("first starts");
        var second = grain.Touch("second");
        await grain.TouchInterleaved("later");
        host.Probe.Events.ShouldBe(["first starts", "later"]);
        host.Probe.Open("first");
        await Task.WhenAll(first, second);
        host.Probe.Events.ShouldBe(["first starts", "later", "first ends", "second"]);
    }

    [Fact]
    public async Task ReentrantGrain_StartsCallWhileAnotherAwaits()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<IReentrant>();
        var first = grain.Hold("first");
        await host.Probe.Reached("first starts");
        await grain.Touch("second");
        host.Probe.Open("first");
        await first;
        host.Probe.Events.ShouldBe(["first starts", "second", "first ends"]);
    }

    [Fact]
    public async Task AlwaysInterleaveMethod_StartsWhileAnotherAwaits()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<IExclusive>();
        var first = grain.Hold("first");
        await host.Probe.Reached("first starts");
        await grain.TouchInterleaved("second");
        host.Probe.Open("first");
        await first;
        host.Probe.Events.ShouldBe(["first starts", "second", "first ends"]);
    }

    [Fact]
    public async Task AlwaysInterleaveMethodThatAwaits_LetsOtherCallsStart()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<IExclusive>();
        var first = grain.HoldInterleaved("first");
        await host.Probe.Reached("first starts");
        await grain.Touch("second");
        host.Probe.Open("first");
        await first;
    }

    [Fact]
    public async Task ReadOnlyMethods_InterleaveWithEachOther()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<IExclusive>();
        var reads = Task.WhenAll(grain.Read("a"), grain.Read("b"));
        await host.Probe.Reached("a starts");
        await host.Probe.Reached("b starts");
        host.Probe.Open("a");
        host.Probe.Open("b");
        await reads;
    }

    [Fact]
    public async Task ReadOnlyMethod_WaitsForOtherCall()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<IExclusive>();
        var write = grain.Hold("write");
        await host.Probe.Reached("write starts");
        host.Probe.Open("read");
        var read = grain.Read("read");
        await grain.TouchInterleaved("later");
        host.Probe.Events.ShouldBe(["write starts", "later"]);
        host.Probe.Open("write");
        await Task.WhenAll(write, read);
    }

    [Fact]
    public async Task InterleavedCalls_NeverRunAtOnce()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<IReentrant>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => grain.CountWithoutLock(200))));
        (await grain.CountWithoutLock(0)).ShouldBe(1600);
    }

    [Fact]
    public async Task ReentrantGrain_CanBeCalledBackByWhatItCalls()
    {
        await using var host = await GrainHost.StartAsync();
        await host.Get<IReentrant>().CallBack("caller");
        host.Probe.Events.ShouldBe(["called back"]);
    }

    [Fact]
    public async Task ReentrantGrain_CanCallItself()
    {
        await using var host = await GrainHost.StartAsync();
        await host.Get<IReentrant>().CallSelf();
        host.Probe.Events.ShouldBe(["self"]);
    }

    [Fact]
    public async Task CallCycle_TimesOut()
    {
        await using var host = await GrainHost.StartAsync(GrainHost.WithShortResponseTimeout);
        var cycle = host.Get<IExclusive>().CallBack("caller");
        await host.PassResponseTimeout(cycle);
        await Should.ThrowAsync<TimeoutException>(cycle);
    }

    [Fact]
    public async Task CallToItself_TimesOut()
    {
        await using var host = await GrainHost.StartAsync(GrainHost.WithShortResponseTimeout);
        var cycle = host.Get<IExclusive>().CallSelf();
        await host.PassResponseTimeout(cycle);
        await Should.ThrowAsync<TimeoutException>(cycle);
    }
}
