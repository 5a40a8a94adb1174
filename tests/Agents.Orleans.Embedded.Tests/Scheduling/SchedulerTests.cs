namespace Agents.Orleans.Embedded.Tests.Scheduling;

public class SchedulerTests
{
    [Fact]
    public async Task Await_ResumesOnTheGrainsScheduler()
    {
        await using var host = await GrainHost.StartAsync();
        (await host.Get<IContexts>().KeepsSchedulerOverAwait()).ShouldBeTrue();
    }

    [Fact]
    public async Task TaskRun_LeavesTheGrainsScheduler()
    {
        await using var host = await GrainHost.StartAsync();
        (await host.Get<IContexts>().LeavesSchedulerInTaskRun()).ShouldBeTrue();
    }

    [Fact]
    public async Task AwaitOfTaskRun_ReturnsToTheGrainsScheduler()
    {
        await using var host = await GrainHost.StartAsync();
        (await host.Get<IContexts>().ReturnsFromTaskRun()).ShouldBeTrue();
    }

    [Fact]
    public async Task StartNew_StaysOnTheGrainsScheduler()
    {
        await using var host = await GrainHost.StartAsync();
        (await host.Get<IContexts>().StartNewStaysOnScheduler()).ShouldBeTrue();
    }

    [Fact]
    public async Task AsyncLocalOfCaller_DoesNotReachTheGrain()
    {
        await using var host = await GrainHost.StartAsync();
        ContextsGrain.CallersContext.Value = "caller";
        (await host.Get<IContexts>().SeesCallersContext()).ShouldBeFalse();
    }

    [Fact]
    public async Task AsyncLocalOfOneCall_DoesNotReachTheNext()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<IContexts>();
        var left = grain.LeaveContext();
        var sees = grain.SeesCallersContext();
        await left;
        (await sees).ShouldBeFalse();
    }
}
