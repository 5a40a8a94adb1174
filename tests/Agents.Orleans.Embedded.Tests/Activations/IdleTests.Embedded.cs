using Orleans.Configuration;

namespace Agents.Orleans.Embedded.Tests.Activations;

/// <summary>Orleans looks for idle grains on the real clock, so these run here only.</summary>
public class IdleTests
{
    private const string Collected = "deactivated: ActivationIdle";

    [Fact]
    public async Task GrainThatIsNotUsed_IsDeactivatedAfterItsAge()
    {
        await using var host = await StartAsync();
        var grain = host.Get<ILife>();
        await grain.Activation();
        host.Advance(TimeSpan.FromMinutes(9));
        (await grain.Activation()).ShouldBe(1);
        host.Advance(TimeSpan.FromMinutes(12));
        await host.Probe.Reached(Collected);
        (await grain.Activation()).ShouldBe(2);
    }

    [Fact]
    public async Task Call_StartsTheAgeAnew()
    {
        await using var host = await StartAsync();
        var grain = host.Get<ILife>();
        for (var visit = 0; visit < 10; visit++)
        {
            (await grain.Activation()).ShouldBe(1);
            host.Advance(TimeSpan.FromMinutes(8));
        }

        host.Probe.Events.ShouldBe(["activated"]);
    }

    [Fact]
    public async Task GrainWithRunningCall_IsNotIdle()
    {
        await using var host = await StartAsync(silo => silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromHours(2)));
        var call = host.Get<ILife>().Hold("call");
        await host.Probe.Reached("call starts");
        host.Advance(TimeSpan.FromHours(1));
        host.Probe.Open("call");
        await call;
        host.Probe.Events.ShouldBe(["activated", "call starts", "call ends"]);
    }

    [Fact]
    public async Task DelayDeactivation_KeepsIdleGrain()
    {
        await using var host = await StartAsync();
        var grain = host.Get<ILife>();
        await grain.DelayDeactivation(TimeSpan.FromHours(1));
        host.Advance(TimeSpan.FromMinutes(59));
        host.Probe.Events.ShouldBe(["activated"]);
        host.Advance(TimeSpan.FromMinutes(5));
        await host.Probe.Reached(Collected);
    }

    [Fact]
    public async Task DelayDeactivationOfZero_TakesTheDelayBack()
    {
        await using var host = await StartAsync();
        var grain = host.Get<ILife>();
        await grain.DelayDeactivation(Timeout.InfiniteTimeSpan);
        host.Advance(TimeSpan.FromHours(5));
        host.Probe.Events.ShouldBe(["activated"]);
        await grain.DelayDeactivation(TimeSpan.Zero);
        host.Advance(TimeSpan.FromMinutes(12));
        await host.Probe.Reached(Collected);
    }

    [Fact]
    public async Task TimerTicks_DoNotKeepGrainUnlessTheySaySo()
    {
        await using var host = await StartAsync();
        await host.Get<ITimers>("idle").Start(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), interleave: false, keepAlive: false);
        await host.Get<ITimers>("kept").Start(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), interleave: false, keepAlive: true);
        var deactivated = host.Probe.Reached("idle deactivated");
        for (var tick = 1; !deactivated.IsCompleted; tick++)
        {
            await host.AdvanceUntil(host.Probe.Reached($"kept tick {tick}"), TimeSpan.FromSeconds(20));
        }

        await deactivated;
        host.Probe.Events.ShouldNotContain("kept deactivated");
    }

    [Fact]
    public async Task ClassWithItsOwnAge_IsDeactivatedAfterThat()
    {
        await using var host = await StartAsync(silo => silo.Configure<GrainCollectionOptions>(
            options => options.ClassSpecificCollectionAge[typeof(LifeGrain).FullName!] = TimeSpan.FromMinutes(2)));
        await host.Get<ILife>().Activation();
        host.Advance(TimeSpan.FromMinutes(4));
        await host.Probe.Reached(Collected);
    }

    private static Task<GrainHost> StartAsync(Action<ISiloBuilder>? configure = null) => GrainHost.StartAsync(silo =>
    {
        silo.Configure<GrainCollectionOptions>(options => options.CollectionAge = TimeSpan.FromMinutes(10));
        configure?.Invoke(silo);
    });
}
