using Agents.Core.Workflows;
using Agents.Silo.Models;

namespace Agents.Silo.Tests.Models.Providers;

public sealed class ModelProvidersTests
{
    [Fact]
    public async Task NothingConfigured_EverythingRunsOffline()
    {
        await using var host = ModelHost.With();
        host.Providers.IsOfflineOnly.ShouldBeTrue();
        var model = Model(host, new ModelOptions { Provider = "anthropic", Model = "claude" });
        (model.Provider, model.Model).ShouldBe(("offline", "offline"), "an offline answer never carries a real model's name");
    }

    [Fact]
    public async Task SomethingConfigured_RefusesWhatIsNot()
    {
        await using var host = ModelHost.With("OPENAI_API_KEY=sk-1");
        host.Providers.IsOfflineOnly.ShouldBeFalse();
        var failure = host.Providers.Resolve(new ModelOptions { Provider = "ollama", Model = "llama3" }).ShouldBeOfType<ModelRefusal>().Failure;
        failure.Message.ShouldContain("AGENTS_OLLAMA_BASE_URL");
        failure.Retryable.ShouldBeFalse();
    }

    [Fact]
    public async Task Offline_CanAlwaysBeNamed()
    {
        await using var host = ModelHost.With("OPENAI_API_KEY=sk-1");
        Model(host, new ModelOptions { Provider = "offline" }).Capabilities.IsOffline.ShouldBeTrue();
    }

    [Fact]
    public async Task NoProviderNamed_TakesTheDefaultAndItsModel()
    {
        await using var host = ModelHost.With("OPENAI_API_KEY=sk-1", "AGENTS_OLLAMA_BASE_URL=http://localhost:11434/v1");
        var model = Model(host, ModelOptions.Default);
        (model.Provider, model.Model).ShouldBe(("openai", "gpt-4o-mini"));
    }

    [Fact]
    public async Task CompatibleServerWithoutAModel_SaysWhatToSet()
    {
        await using var host = ModelHost.With("AGENTS_OPENAI_BASE_URL=http://localhost:8000/v1");
        host.Providers.Resolve(ModelOptions.Default).ShouldBeOfType<ModelRefusal>().Failure.Message.ShouldContain("Models:Providers:openai:DefaultModel");
    }

    [Fact]
    public async Task SameModel_IsTheSameClient()
    {
        await using var host = ModelHost.With("OPENAI_API_KEY=sk-1");
        Model(host, new ModelOptions { Model = "m" }).ShouldBeSameAs(Model(host, new ModelOptions { Model = "m", Temperature = 1 }));
    }

    [Fact]
    public async Task StoredKey_IsUsedFromTheNextCallOn_AndLeavesTheOldClientAlone()
    {
        await using var host = ModelHost.With("OPENAI_API_KEY=sk-1");
        var before = Model(host, new ModelOptions { Model = "m" });

        host.Providers.Use([new StoredProvider("openai") { ApiKey = "sk-2" }, new StoredProvider("ollama") { BaseUrl = new Uri("http://localhost:11434/v1") }]);

        Model(host, new ModelOptions { Model = "m" }).ShouldNotBeSameAs(before);
        Model(host, new ModelOptions { Provider = "ollama", Model = "llama3" }).Provider.ShouldBe("ollama");
        host.Providers.Current.Providers["openai"].ApiKey.ShouldBe("sk-2");

        host.Providers.Use([]);
        host.Providers.Names.ShouldBe(["openai", "offline"]);
        host.Providers.Current.Providers["openai"].ApiKey.ShouldBe("sk-1", "the environment stays as fallback");
    }

    [Fact]
    public async Task StoredAddress_DoesNotGetTheKeyOfTheEnvironment()
    {
        await using var host = ModelHost.With("OPENAI_API_KEY=sk-1");
        host.Providers.Use([new StoredProvider("openai") { BaseUrl = new Uri("https://example.com/v1") }]);
        host.Providers.Current.Providers["openai"].ApiKey.ShouldBeNull();
    }

    [Fact]
    public async Task StoredProviderThatLacksItsKey_IsNotThere()
    {
        await using var host = ModelHost.With();
        host.Providers.Use([new StoredProvider("openai") { DefaultModel = "gpt-4o" }]);
        host.Providers.IsOfflineOnly.ShouldBeTrue();
        host.Providers.Current.All.Keys.ShouldBe(["openai"]);
    }

    [Fact]
    public async Task ApiBaseOfAWorkflow_NeedsTheOperatorsConsent()
    {
        var elsewhere = new ModelOptions { Model = "m", ApiBase = "http://169.254.169.254/v1" };
        await using var strict = ModelHost.With("OPENAI_API_KEY=sk-1");
        strict.Providers.Resolve(elsewhere).ShouldBeOfType<ModelRefusal>().Failure.Message.ShouldContain("Models:AllowedApiBases");
        await using var open = ModelHost.With("OPENAI_API_KEY=sk-1", "Models:AllowedApiBases:0=http://169.254.169.254/v1/");
        Model(open, elsewhere).Model.ShouldBe("m");
    }

    private static ResolvedModel Model(ModelHost host, ModelOptions options) => host.Providers.Resolve(options).ShouldBeOfType<ResolvedModel>();
}
