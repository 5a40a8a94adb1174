using Agents.Silo.Models;
using Agents.Testing;
using Agents.Testing.Models;

namespace Agents.Silo.Tests.Models.Providers;

public sealed class ProviderHealthTests
{
    private const string Key = "sk-do-not-tell";

    [Fact]
    public async Task ListOfModels_IsConnected()
    {
        await using var server = await ScriptedOpenAIServer.StartAsync();
        var health = await CheckAsync(server);
        (health.Status, health.IsConnected).ShouldBe((ProviderStatus.Connected, true));
        health.Models.ShouldBe(["scripted"]);
    }

    [Theory]
    [InlineData(401, ProviderStatus.Unauthorized)]
    [InlineData(403, ProviderStatus.Unauthorized)]
    [InlineData(404, ProviderStatus.Connected)]
    [InlineData(429, ProviderStatus.Connected)]
    [InlineData(400, ProviderStatus.Unreachable)]
    [InlineData(500, ProviderStatus.Unreachable)]
    public async Task Status_TellsWhetherItCanBeUsed(int status, ProviderStatus expected)
    {
        await using var server = await ScriptedOpenAIServer.StartAsync();
        server.Models = OpenAIAnswer.Error(status, $"Incorrect API key provided: {Key}");
        var health = await CheckAsync(server);
        health.Status.ShouldBe(expected, health.Message);
        health.Message.ShouldNotContain(Key);
    }

    [Theory]
    [InlineData("text/html", "<html>hello</html>")]
    [InlineData("application/json", """{"models": 3}""")]
    public async Task SomethingElse_IsUnreachable_AndSaysTheAddress(string contentType, string body)
    {
        await using var server = await ScriptedOpenAIServer.StartAsync();
        server.Models = new OpenAIAnswer.Raw(200, contentType, body);
        var health = await CheckAsync(server);
        health.Status.ShouldBe(ProviderStatus.Unreachable);
        health.Message.ShouldContain(server.BaseUrl.ToString());
    }

    [Fact]
    public async Task Silence_IsUnreachable()
    {
        var time = new ManualTimeProvider();
        await using var server = await ScriptedOpenAIServer.StartAsync();
        var asked = new TaskCompletionSource();
        server.Models = new OpenAIAnswer.Silence { Heard = asked };
        await using var host = ModelHost.With(time, $"AGENTS_OPENAI_BASE_URL={server.BaseUrl}");
        var check = host.Providers.CheckAsync("openai");
        await asked.Task;
        time.Advance(TimeSpan.FromSeconds(10));
        (await check).Message.ShouldContain("did not answer");
    }

    [Fact]
    public async Task NobodyListening_IsUnreachable()
    {
        await using var host = ModelHost.With("AGENTS_OPENAI_BASE_URL=http://127.0.0.1:1/v1");
        var health = await host.Providers.CheckAsync("openai");
        health.Status.ShouldBe(ProviderStatus.Unreachable);
        health.Message.ShouldContain("127.0.0.1:1");
    }

    [Fact]
    public async Task Offline_IsAlwaysConnected()
    {
        await using var host = ModelHost.With();
        (await host.Providers.CheckAsync("anthropic")).IsConnected.ShouldBeTrue("while nothing is configured, offline answers for all");
    }

    [Fact]
    public async Task UnconfiguredProvider_IsUnknown_AndSaysWhatToSet()
    {
        await using var host = ModelHost.With("OPENAI_API_KEY=k");
        var health = await host.Providers.CheckAsync("ollama");
        health.Status.ShouldBe(ProviderStatus.Unknown);
        health.Message.ShouldContain("AGENTS_OLLAMA_BASE_URL");
    }

    private static async Task<ProviderHealth> CheckAsync(ScriptedOpenAIServer server)
    {
        await using var host = ModelHost.With($"AGENTS_OPENAI_BASE_URL={server.BaseUrl}", $"OPENAI_API_KEY={Key}");
        return await host.Providers.CheckAsync("openai");
    }
}
