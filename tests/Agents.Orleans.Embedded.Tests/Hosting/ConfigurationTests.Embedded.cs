using Orleans.Configuration;

namespace Agents.Orleans.Embedded.Tests.Hosting;

public class ConfigurationTests
{
    [Fact]
    public async Task CollectionAgeBelowQuantum_FailsTheStartWithTheKey()
    {
        var error = await Should.ThrowAsync<OrleansConfigurationException>(() => GrainHost.StartAsync(silo
            => silo.Configure<GrainCollectionOptions>(options => options.CollectionAge = TimeSpan.FromSeconds(30))));
        error.Message.ShouldContain("GrainCollectionOptions.CollectionAge is 00:00:30");
    }

    [Fact]
    public async Task NegativeResponseTimeout_FailsTheStartWithTheKey()
    {
        var error = await Should.ThrowAsync<OrleansConfigurationException>(() => GrainHost.StartAsync(silo
            => silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(-5))));
        error.Message.ShouldContain("SiloMessagingOptions.ResponseTimeout");
    }

    [Fact]
    public async Task StateWithoutStorage_FailsTheActivationWithTheRemedy()
    {
        await using var host = await GrainHost.StartAsync();
        var error = await Should.ThrowAsync<InvalidOperationException>(() => host.Get<IContested>().Value());
        error.InnerException.ShouldBeOfType<OrleansConfigurationException>().Message.ShouldContain("storage named \"contested\"");
    }

    [Fact]
    public async Task StateUsedOutsideOfTurns_IsAnError()
    {
        await using var host = await GrainHost.StartAsync();
        await Should.ThrowAsync<InvalidOperationException>(() => host.Get<ITrespasser>().UseStateOutsideOfTurn());
    }
}
