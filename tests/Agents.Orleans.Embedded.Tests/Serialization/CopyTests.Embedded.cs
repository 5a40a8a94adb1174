using Orleans.Configuration;

namespace Agents.Orleans.Embedded.Tests.Serialization;

public class CopyTests
{
    [Fact]
    public async Task Arguments_AreSharedByDefault()
    {
        await using var host = await GrainHost.StartAsync();
        List<int> numbers = [1];
        await host.Get<IKeeper>().Keep(numbers);
        (await host.Get<IKeeper>().Kept()).ShouldBeSameAs(numbers);
    }

    [Fact]
    public async Task CopyArguments_CopiesArgumentsAndResults()
    {
        await using var host = await GrainHost.StartAsync(Copying);
        var grain = host.Get<IKeeper>();
        List<int> numbers = [1];
        await grain.Keep(numbers);
        numbers.Add(2);
        var kept = await grain.Kept();
        kept.ShouldBe([1]);
        kept.Add(3);
        (await grain.Kept()).ShouldBe([1]);
    }

    [Fact]
    public async Task ImmutableArgument_IsNotCopied()
    {
        await using var host = await GrainHost.StartAsync(Copying);
        List<int> numbers = [1];
        await host.Get<IKeeper>().KeepImmutable(numbers);
        numbers.Add(2);
        (await host.Get<IKeeper>().Kept()).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task ReferencesAndTokens_PassUncopied()
    {
        await using var host = await GrainHost.StartAsync(Copying);
        (await host.Get<ICalls>("a").KeyOf(host.Get<ICalls>("b"))).ShouldBe("b");
        (await host.Get<ICalls>("a").SumOf(1, 2, 3, 4, 5, 6, 7)).ShouldBe(28);
        (await host.Get<ICalls>("a").Reversed(new Order("x", [1, 2]))).Amounts.ShouldBe([2, 1]);
        host.Probe.Open("gate");
        await host.Get<ICalls>("a").WaitFor("gate", CancellationToken.None);
    }

    [Fact]
    public async Task ResultThatCannotTravel_IsAnErrorThatNamesIt()
    {
        await using var host = await GrainHost.StartAsync(Copying);
        var error = await Should.ThrowAsync<NotSupportedException>(() => host.Get<IKeeper>().Unserialisable());
        error.Message.ShouldContain("Stream");
    }

    private static void Copying(ISiloBuilder silo) => silo.Configure<EmbeddedOptions>(options => options.CopyArguments = true);
}
