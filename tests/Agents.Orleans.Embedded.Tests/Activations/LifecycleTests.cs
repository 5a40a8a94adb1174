using Microsoft.Extensions.DependencyInjection;

namespace Agents.Orleans.Embedded.Tests.Activations;

public class LifecycleTests
{
    [Fact]
    public async Task FirstCall_ActivatesOnce()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<ILife>();
        host.Probe.Events.ShouldBeEmpty();
        (await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => grain.Activation()))).ShouldAllBe(activation => activation == 1);
        host.Probe.Events.ShouldBe(["activated"]);
    }

    [Fact]
    public async Task CallsDuringActivation_WaitForIt()
    {
        await using var host = await GrainHost.StartAsync();
        host.Probe.Note("tries");
        var grain = host.Get<IFragile>();
        var call = grain.Touch();
        await host.Probe.Reached("tries");
        host.Probe.Open("activation");
        await call;
        host.Probe.Events.ShouldBe(["tries", "tries", "touched"]);
    }

    [Fact]
    public async Task ActivationThatThrows_FailsTheCallAndTheNextCallTriesAgain()
    {
        await using var host = await GrainHost.StartAsync();
        host.Probe.Open("activation");
        var grain = host.Get<IFragile>();
        (await Should.ThrowAsync<InvalidOperationException>(() => grain.Touch())).Message.ShouldBe("not today");
        await grain.Touch();
        host.Probe.Events.ShouldBe(["tries", "tries", "touched"]);
    }

    [Fact]
    public async Task ConstructorThatThrows_FailsTheCall()
    {
        await using var host = await GrainHost.StartAsync();
        var error = await Should.ThrowAsync<InvalidOperationException>(() => host.Get<IUnmade>().Touch());
        error.InnerException.ShouldNotBeNull().Message.ShouldBe("cannot be made");
    }

    [Fact]
    public async Task DeactivateOnIdle_GivesTheNextCallANewActivation()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<ILife>();
        await grain.DeactivateOnIdle();
        (await grain.Activation()).ShouldBe(2);
        host.Probe.Events.ShouldBe(["activated", "deactivated: ApplicationRequested", "activated"]);
    }

    [Fact]
    public async Task DeactivateOnIdle_LetsTheRunningCallFinish()
    {
        await using var host = await GrainHost.StartAsync();
        var call = host.Get<ILife>().DeactivateOnIdleAndHold("call");
        await host.Probe.Reached("call starts");
        host.Probe.Open("call");
        await call;
        await host.Probe.Reached("deactivated: ApplicationRequested");
        host.Probe.Events.ShouldBe(["activated", "call starts", "call ends", "deactivated: ApplicationRequested"]);
    }

    [Fact]
    public async Task CallDuringDeactivation_ReachesANewActivation()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<ILife>();
        var leaving = grain.DeactivateOnIdleAndHold("call");
        await host.Probe.Reached("call starts");
        var late = grain.Activation();
        host.Probe.Open("call");
        await leaving;
        (await late).ShouldBe(2);
        host.Probe.Events.ShouldBe(["activated", "call starts", "call ends", "deactivated: ApplicationRequested", "activated"]);
    }

    [Fact]
    public async Task ReferenceToDeactivatedGrain_StaysUsable()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<ILife>();
        for (var life = 1; life <= 5; life++)
        {
            (await grain.Activation()).ShouldBe(life);
            await grain.DeactivateOnIdle();
        }
    }

    [Fact]
    public async Task Stop_DeactivatesEveryGrain()
    {
        await using var host = await GrainHost.StartAsync();
        await host.Get<ILife>("a").Activation();
        await host.Get<ILife>("b").Activation();
        await host.StopAsync();
        host.Probe.Events.ShouldBe(["activated", "activated", "deactivated: ShuttingDown", "deactivated: ShuttingDown"]);
    }

    [Fact]
    public async Task Stop_LetsTheRunningCallFinish()
    {
        await using var host = await GrainHost.StartAsync();
        var call = host.Get<ILife>().Hold("call");
        await host.Probe.Reached("call starts");
        var stop = host.StopAsync();
        host.Probe.Open("call");
        await Task.WhenAll(stop, call);
        host.Probe.Events.ShouldBe(["activated", "call starts", "call ends", "deactivated: ShuttingDown"]);
    }

    [Fact]
    public async Task GrainWithoutBaseClass_ActivatesAndDeactivates()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<IPlain>("plain");
        (await grain.Key()).ShouldBe("plain");
        await grain.Leave();
        await host.Probe.Reached("deactivated");
        host.Probe.Events.ShouldBe(["activated", "deactivated"]);
    }

    [Fact]
    public async Task Deactivation_DisposesTheScopedServices()
    {
        await using var host = await GrainHost.StartAsync(silo => silo.ConfigureServices(services => services.AddScoped<ScopedService>()));
        var grain = host.Get<ILife>();
        await grain.KeepScopedService();
        await grain.DeactivateOnIdle();
        await host.Probe.Reached("scope disposed");
        host.Probe.Events.ShouldBe(["activated", "deactivated: ApplicationRequested", "scope disposed"]);
    }
}
