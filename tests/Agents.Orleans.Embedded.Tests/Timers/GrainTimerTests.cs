namespace Agents.Orleans.Embedded.Tests.Timers;

public class GrainTimerTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Timer_TicksAtDueTimeAndThenEveryPeriod()
    {
        await using var host = await GrainHost.StartAsync();
        await host.Get<ITimers>().Start(5 * Second, 2 * Second, interleave: false, keepAlive: false);
        await AdvanceTo(host, 5, "k tick 1");
        await host.Get<ITimers>().TakeTurn();
        await AdvanceTo(host, 2, "k tick 2");
        await host.Get<ITimers>().TakeTurn();
        await AdvanceTo(host, 2, "k tick 3");
    }

    [Fact]
    public async Task InfinitePeriod_TicksOnce()
    {
        await using var host = await GrainHost.StartAsync();
        await host.Get<ITimers>().Start(Second, Timeout.InfiniteTimeSpan, interleave: false, keepAlive: false);
        await AdvanceTo(host, 1, "k tick 1");
        host.Advance(TimeSpan.FromMinutes(5));
        await host.Get<ITimers>().Leave();
        await host.Probe.Reached("k deactivated");
        host.Probe.Events.ShouldBe(["k tick 1", "k deactivated"]);
    }

    [Fact]
    public async Task Tick_WaitsForTheRunningCall()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<ITimers>();
        await grain.Start(Second, Second, interleave: false, keepAlive: false);
        var call = grain.Hold("call");
        await host.Probe.Reached("call starts");
        host.Advance(Second);
        host.Probe.Open("call");
        await call;
        await host.Probe.Reached("k tick 1");
        host.Probe.Events.ShouldBe(["call starts", "call ends", "k tick 1"]);
    }

    [Fact]
    public async Task InterleavingTick_DoesNotWaitForTheRunningCall()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<ITimers>();
        await grain.Start(Second, Second, interleave: true, keepAlive: false);
        var call = grain.Hold("call");
        await host.Probe.Reached("call starts");
        await AdvanceTo(host, 1, "k tick 1");
        host.Probe.Open("call");
        await call;
    }

    [Fact]
    public async Task CallDuringTick_WaitsForIt()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<ITimers>();
        await grain.StartHeld(Second, Second, interleave: false);
        await AdvanceTo(host, 1, "tick 1 starts");
        host.Probe.Open("call");
        var call = grain.Hold("call");
        host.Probe.Open("tick 1");
        await call;
        host.Probe.Events.ShouldBe(["tick 1 starts", "tick 1 ends", "call starts", "call ends"]);
    }

    [Fact]
    public async Task Ticks_NeverOverlapEvenInterleaved()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<ITimers>();
        await grain.StartHeld(Second, Second, interleave: true);
        await AdvanceTo(host, 1, "tick 1 starts");
        host.Advance(10 * Second);
        await grain.TakeTurn();
        host.Probe.Events.ShouldBe(["tick 1 starts"]);
    }

    [Fact]
    public async Task Period_CountsFromTheTicksEnd()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<ITimers>();
        await grain.StartHeld(Second, 10 * Second, interleave: false);
        await AdvanceTo(host, 1, "tick 1 starts");
        host.Advance(7 * Second);
        host.Probe.Open("tick 1");
        await grain.TakeTurn();
        host.Advance(9 * Second);
        await grain.TakeTurn();
        host.Probe.Events.ShouldNotContain("tick 2 starts");
        await AdvanceTo(host, 1, "tick 2 starts");
        host.Probe.Open("tick 2");
    }

    [Fact]
    public async Task TickThatThrows_IsFollowedByTheNext()
    {
        await using var host = await GrainHost.StartAsync();
        await host.Get<ITimers>().StartFailing(Second, Second);
        await AdvanceTo(host, 1, "k tick 1");
        await host.Get<ITimers>().TakeTurn();
        await AdvanceTo(host, 1, "k tick 2");
    }

    [Fact]
    public async Task Change_StartsTheTimerAnew()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<ITimers>();
        await grain.Start(Second, Second, interleave: false, keepAlive: false);
        await grain.Change(5 * Second, Timeout.InfiniteTimeSpan);
        host.Advance(4 * Second);
        await grain.TakeTurn();
        await AdvanceTo(host, 1, "k tick 1");
        host.Probe.Events.ShouldBe(["k tick 1"]);
    }

    [Fact]
    public async Task ChangeDuringTick_CountsFromTheTicksEnd()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<ITimers>();
        await grain.StartThatChangesItself(Second, 5 * Second);
        await AdvanceTo(host, 1, "k tick 1");
        await grain.TakeTurn();
        host.Advance(4 * Second);
        await grain.TakeTurn();
        host.Probe.Events.ShouldNotContain("k tick 2");
        await AdvanceTo(host, 1, "k tick 2");
    }

    [Fact]
    public async Task DisposedTimer_TicksNoMore()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<ITimers>();
        await grain.Start(Second, Second, interleave: false, keepAlive: false);
        await AdvanceTo(host, 1, "k tick 1");
        await grain.Stop();
        host.Advance(10 * Second);
        await grain.TakeTurn();
        host.Probe.Events.ShouldBe(["k tick 1"]);
    }

    [Fact]
    public async Task DisposedTimer_CancelsTheRunningTick()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<ITimers>("other");
        await grain.StartHeld(Second, Second, interleave: true);
        await AdvanceTo(host, 1, "tick 1 starts");
        await grain.Stop();
        await host.Probe.Reached("tick 1 cancelled");
    }

    [Fact]
    public async Task Deactivation_EndsTheTimers()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<ITimers>();
        await grain.Start(Second, Second, interleave: false, keepAlive: false);
        await grain.Leave();
        await host.Probe.Reached("k deactivated");
        host.Advance(10 * Second);
        await grain.TakeTurn();
        host.Probe.Events.ShouldBe(["k deactivated"]);
    }

    [Fact]
    public async Task EveryOverload_Ticks()
    {
        await using var host = await GrainHost.StartAsync();
        await host.Get<ITimers>().StartEveryOverload(Second);
        host.Advance(Second);
        foreach (var overload in new[] { "1", "2 with token", "3", "4 with token", "5", "6 with token", "7", "8 with token" })
        {
            await host.Probe.Reached($"overload {overload}");
        }
    }

    [Fact]
    public async Task NegativeTime_IsRefused()
    {
        await using var host = await GrainHost.StartAsync();
        await Should.ThrowAsync<ArgumentOutOfRangeException>(
            () => host.Get<ITimers>().Start(-2 * Second, Second, interleave: false, keepAlive: false));
    }

    private static Task AdvanceTo(GrainHost host, int seconds, string happened)
    {
        host.Advance(seconds * Second);
        return host.Probe.Reached(happened);
    }
}
