namespace Agents.Orleans.Embedded.Tests.Enumerations;

public class EnumerationTests
{
    [Fact]
    public async Task Elements_ComeInOrder()
    {
        await using var host = await GrainHost.StartAsync();
        (await Read(host.Get<INumbers>().UpTo(1000))).ShouldBe(Enumerable.Range(1, 1000));
    }

    [Fact]
    public async Task NoElements_EndAtOnce()
    {
        await using var host = await GrainHost.StartAsync();
        (await Read(host.Get<INumbers>().UpTo(0))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Enumerable_CanBeEnumeratedAgain()
    {
        await using var host = await GrainHost.StartAsync();
        var numbers = host.Get<INumbers>().UpTo(3);
        (await Read(numbers)).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task Element_ComesAsSoonAsItIsReady()
    {
        await using var host = await GrainHost.StartAsync();
        await using var numbers = host.Get<INumbers>().Gated(2).GetAsyncEnumerator();
        host.Probe.Open("1");
        (await numbers.MoveNextAsync()).ShouldBeTrue();
        numbers.Current.ShouldBe("1");
        var second = numbers.MoveNextAsync();
        host.Probe.Open("2");
        (await second).ShouldBeTrue();
        numbers.Current.ShouldBe("2");
        (await numbers.MoveNextAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Error_ComesAfterTheElementsBeforeIt()
    {
        await using var host = await GrainHost.StartAsync();
        List<int> read = [];
        var error = await Should.ThrowAsync<InvalidOperationException>(async () =>
        {
            await foreach (var number in host.Get<INumbers>().FailingAfter(3))
            {
                read.Add(number);
            }
        });
        error.Message.ShouldBe("no more numbers");
        read.ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task Enumeration_InterleavesWithARunningCall()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<INumbers>();
        var call = grain.Hold("call");
        await host.Probe.Reached("call starts");
        (await Read(grain.UpTo(5))).ShouldBe([1, 2, 3, 4, 5]);
        host.Probe.Open("call");
        await call;
    }

    [Fact]
    public async Task LeavingTheLoop_EndsTheGrainsEnumerator()
    {
        await using var host = await GrainHost.StartAsync();
        host.Probe.Open("1");
        await foreach (var number in host.Get<INumbers>().Gated(1000))
        {
            number.ShouldBe("1");
            host.Probe.Open("2");
            break;
        }

        await host.Probe.Reached("gated ended");
    }

    [Fact]
    public async Task CancelledToken_EndsBothSides()
    {
        await using var host = await GrainHost.StartAsync();
        using var cancellation = new CancellationTokenSource();
        var reading = Read(host.Get<INumbers>().Endless(cancellation.Token));
        await host.Probe.Reached("endless waits");
        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => reading);
        await host.Probe.Reached("endless ended");
    }

    [Fact]
    public async Task TokenOfTheLoop_ReachesTheGrain()
    {
        await using var host = await GrainHost.StartAsync();
        using var cancellation = new CancellationTokenSource();
        var reading = Read(host.Get<INumbers>().Endless(), cancellation.Token);
        await host.Probe.Reached("endless waits");
        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => reading);
        await host.Probe.Reached("endless ended");
    }

    [Fact]
    public async Task EnumerationOfDeactivatedGrain_IsAborted()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Get<INumbers>();
        host.Probe.Open("1");
        await using var numbers = grain.Gated(1000).GetAsyncEnumerator();
        (await numbers.MoveNextAsync()).ShouldBeTrue();
        host.Probe.Open("2");
        await grain.Leave();
        await host.Probe.Reached("gated ended");
        await Should.ThrowAsync<EnumerationAbortedException>(async () => await numbers.MoveNextAsync());
    }

    private static async Task<List<T>> Read<T>(IAsyncEnumerable<T> elements, CancellationToken cancellationToken = default)
    {
        List<T> read = [];
        await foreach (var element in elements.WithCancellation(cancellationToken))
        {
            read.Add(element);
        }

        return read;
    }
}
