namespace Agents.Orleans.Embedded.Tests.Enumerations;

/// <summary>What this runtime does at once and Orleans within half a response timeout.</summary>
public class WaitingEnumerationTests
{
    [Fact]
    public async Task WaitingReader_IsAbortedByDeactivation()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<INumbers>();
        await using var numbers = grain.Gated(5).GetAsyncEnumerator();
        host.Probe.Open("1");
        await numbers.MoveNextAsync();
        var next = numbers.MoveNextAsync();
        await host.Probe.Reached("waits for 2");
        await grain.Leave();
        await Should.ThrowAsync<EnumerationAbortedException>(async () => await next);
        host.Probe.Open("2");
    }

    [Fact]
    public async Task WaitingReader_KeepsGrainFromBeingIdle()
    {
        await using var host = await GrainHost.StartAsync();
        await using var numbers = host.Get<INumbers>().Gated(1).GetAsyncEnumerator();
        var next = numbers.MoveNextAsync();
        await host.Probe.Reached("waits for 1");
        host.Advance(TimeSpan.FromHours(1));
        host.Probe.Open("1");
        (await next).ShouldBeTrue();
    }

    [Fact]
    public async Task WaitingReader_HasNoResponseTimeout()
    {
        await using var host = await GrainHost.StartAsync();
        await using var numbers = host.Get<INumbers>().Gated(1).GetAsyncEnumerator();
        var next = numbers.MoveNextAsync();
        await host.Probe.Reached("waits for 1");
        host.Advance(TimeSpan.FromMinutes(5));
        host.Probe.Open("1");
        (await next).ShouldBeTrue();
    }
}
