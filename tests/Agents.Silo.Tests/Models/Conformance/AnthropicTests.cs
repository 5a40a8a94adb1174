using Agents.Core.Json;
using Agents.Core.Workflows;
using Agents.Testing.Models;

namespace Agents.Silo.Tests.Models.Conformance;

/// <summary>What is Anthropic's own.</summary>
public sealed class AnthropicTests
{
    [Fact]
    public async Task ClassicVersion_SendsItsHeaders_AndTheTemperature()
    {
        await using var subject = await WireSubject.StartAsync("anthropic", ModelAnswer.Text("a"));
        await subject.Host.AskAsync("Write", model: new ModelOptions { Temperature = 0.2 });
        var request = subject.Server.Requests[^1];
        (request.Header("anthropic-version"), request.Header("x-api-key"), request.Header("Authorization")).ShouldBe(("2023-06-01", WireSubject.Key, ""));
        request.Target.ShouldBe("/v1/messages");
        request.Body.GetProperty("temperature").GetRawText().ShouldBe("0.2");
        request.Body.GetProperty("max_tokens").GetInt32().ShouldBe(4_096, "the API asks for a limit, and the workflow has none");
    }

    [Fact]
    public async Task NewVersion_SendsABearerToken_AndNoTemperature()
    {
        await using var subject = await WireSubject.StartAsync("anthropic", TimeProvider.System, ["Models:Providers:anthropic:ApiVersion=2026-10-21"], ModelAnswer.Text("a"));
        await subject.Host.AskAsync("Write", model: new ModelOptions { Temperature = 0.2, MaxTokens = 9 });
        var request = subject.Server.Requests[^1];
        (request.Header("anthropic-version"), request.Header("x-api-key"), request.Header("Authorization")).ShouldBe(("2026-10-21", "", $"Bearer {WireSubject.Key}"));
        request.Body.TryGetProperty("temperature", out _).ShouldBeFalse();
        request.Body.GetProperty("max_tokens").GetInt32().ShouldBe(9);
    }

    [Fact]
    public async Task BaseUrlWithVersion_IsTheSame()
    {
        await using var server = await ScriptedModelServer.StartAsync("anthropic", ModelAnswer.Text("a"));
        await using var host = WireSubject.HostOf("anthropic", TimeProvider.System, new Uri(server.BaseUrl, "/v1/"));
        (await host.AskAsync("Write")).OutputText().ShouldBe("a");
        server.Requests[^1].Target.ShouldBe("/v1/messages");
    }

    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{"type":"integer","minimum":1},"b":{"type":"string","pattern":"x","format":"odd"}},"required":["a"]}""",
        """{"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"string"}},"required":["a"],"additionalProperties":false}""")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"object"}}}""", null)]
    [InlineData("""{"type":"object","properties":{"a":{"type":"object","additionalProperties":{"type":"string"}}}}""", null)]
    [InlineData("""{"type":"object","properties":{"a":{"oneOf":[{"type":"string"}]}}}""", null)]
    public async Task Schema_IsSaidAsTheApiTakesIt_OrInWords(string schema, string? sent)
    {
        await using var subject = await WireSubject.StartAsync("anthropic", ModelAnswer.Text("""{"a": 1}"""));
        await subject.Host.AskAsync("Rate", JsonValue.Parse(schema));
        var body = subject.Server.Requests[0].Body;
        var asked = body.TryGetProperty("output_config", out var config) ? JsonValue.Parse(config.GetProperty("format").GetProperty("schema").GetRawText()) : null;
        asked.ShouldBe(sent is null ? null : JsonValue.Parse(sent));
        body.TryGetProperty("system", out _).ShouldBe(sent is null);
    }
}
