namespace Agents.Orleans.Embedded.Tests.Activations;

/// <summary>In one process a call is in its mailbox when it has been made. In a cluster it is under way for a while, so it may come in any order.</summary>
public class WaitingCallTests
{
    [Fact]
    public async Task CallsOfOneCaller_RunInOrder()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<IExclusive>();
        var names = Enumerable.Range(0, 50).Select(index => $"{index}").ToArray();
        await Task.WhenAll(names.Select(grain.Touch));
        host.Probe.Events.ShouldBe(names);
    }

    [Fact]
    public async Task ActivationThatThrows_FailsAllWaitingCalls()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<IFragile>();
        var calls = new[] { grain.Touch(), grain.Touch() };
        await host.Probe.Reached("tries");
        host.Probe.Open("activation");
        foreach (var call in calls)
        {
            await Should.ThrowAsync<InvalidOperationException>(() => call);
        }

        host.Probe.Events.ShouldBe(["tries"]);
    }
}
