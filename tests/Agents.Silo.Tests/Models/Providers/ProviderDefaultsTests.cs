using Agents.Core.Workflows;
using Agents.Silo.Models;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Tests.Models.Providers;

public sealed class ProviderDefaultsTests
{
    [Theory]
    [InlineData("OPENAI_API_KEY=k", "openai", "https://api.openai.com/v1", "gpt-4o-mini")]
    [InlineData("ANTHROPIC_API_KEY=k", "anthropic", "https://api.anthropic.com/", "claude-haiku-4-5")]
    [InlineData("GOOGLE_API_KEY=k", "google", "https://generativelanguage.googleapis.com/", "gemini-2.5-flash-lite")]
    [InlineData("GEMINI_API_KEY=k", "google", "https://generativelanguage.googleapis.com/", "gemini-2.5-flash-lite")]
    public async Task KeyInTheEnvironment_IsAllItNeeds(string variable, string provider, string address, string model)
    {
        await using var host = ModelHost.With(variable);
        var resolved = host.Providers.Resolve(ModelOptions.Default).ShouldBeOfType<ResolvedModel>();
        (resolved.Provider, resolved.Model).ShouldBe((provider, model));
        ((ChatClientMetadata)resolved.Client.GetService(typeof(ChatClientMetadata))!).ProviderUri!.ToString().ShouldBe(address);
    }

    [Fact]
    public async Task EmptyVariables_AreNone()
    {
        await using var host = ModelHost.With("ANTHROPIC_API_KEY=", "ANTHROPIC_BASE_URL= ", "GOOGLE_API_KEY=", "GEMINI_API_KEY=k");
        host.Providers.Names.ShouldBe(["google", "offline"]);
    }

    [Theory]
    [InlineData("Kind=gemini", "google")]
    [InlineData("Kind=Anthropic", "anthropic")]
    [InlineData("Kind=ollama", "openai")]
    public void Kind_DecidesTheProtocol(string setting, string kind)
        => ProviderDefaults.KindOf("mine", new ProviderConnection { Kind = setting["Kind=".Length..] }).ShouldBe(kind);

    [Fact]
    public void Ollama_IsOpenAIWithItsOwnWays()
    {
        var settings = ProviderDefaults.Complete("ollama", new ProviderConnection());
        (settings.BaseUrl.ToString(), settings.TokenLimitField, settings.Capabilities.ToolChoice).ShouldBe(("http://localhost:11434/v1", TokenLimitField.MaxTokens, false));
        ProviderDefaults.LacksKey("ollama", new ProviderConnection()).ShouldBeFalse();
    }

    [Theory]
    [InlineData(null, ProviderAuth.ApiKeyHeader, true)]
    [InlineData("2026-10-21", ProviderAuth.Bearer, false)]
    [InlineData("2027-01-01", ProviderAuth.Bearer, false)]
    public void AnthropicVersion_DecidesKeyAndSampling(string? version, ProviderAuth auth, bool takesSampling)
    {
        var settings = ProviderDefaults.Complete("anthropic", new ProviderConnection { ApiVersion = version });
        (settings.Auth, settings.Capabilities.Sampling).ShouldBe((auth, takesSampling));
    }
}
