using Microsoft.Extensions.Options;

namespace Agents.Silo.Tests.Models.Providers;

public sealed class ModelProviderOptionsTests
{
    [Theory]
    [InlineData("Models:Providers:openai:BaseUrl=ftp://x", "Models:Providers:openai:BaseUrl")]
    [InlineData("Models:Providers:openai:DefaultModel=gpt", "OPENAI_API_KEY")]
    [InlineData("Models:Providers:groq:ApiKey=k", "Models:Providers:groq:Kind")]
    [InlineData("Models:Providers:openai:FirstTokenTimeout=00:00:00", "FirstTokenTimeout")]
    [InlineData("Models:Providers:offline:Kind=openai", "Models:Offline")]
    [InlineData("Models:DefaultProvider=azure", "Models:Providers:azure")]
    [InlineData("Models:Offline:Latency=-00:00:01", "Models:Offline:Latency")]
    [InlineData("Models:Offline:Mode=Script", "Models:Offline:ScriptFile")]
    [InlineData("Models:PricesFile=/nowhere/prices.json", "Models:PricesFile")]
    public async Task WrongSetting_IsRefusedAndNamed(string setting, string named)
    {
        await using var host = ModelHost.With(setting, setting.Contains("Timeout") ? "OPENAI_API_KEY=k" : "Unused=1");
        Should.Throw<OptionsValidationException>(() => host.Options).Message.ShouldContain(named);
    }

    [Fact]
    public async Task Environment_FillsGapsOnly()
    {
        await using var host = ModelHost.With("OPENAI_API_KEY=from-environment", "Models:Providers:openai:DefaultModel=gpt-5", "AGENTS_OPENAI_MODEL=ignored");
        var connection = host.Options.Providers["openai"];
        (connection.ApiKey, connection.DefaultModel).ShouldBe(("from-environment", "gpt-5"));
    }
}
