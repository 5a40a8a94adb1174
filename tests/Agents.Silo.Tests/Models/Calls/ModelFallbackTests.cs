using Agents.Core.Json;
using Agents.Core.Workflows;
using Agents.Silo.Models;
using Agents.Testing.Models;

namespace Agents.Silo.Tests.Models.Calls;

public sealed class ModelFallbackTests
{
    private static readonly ModelOptions Both = new() { Provider = "openai", Model = "first", Fallbacks = [new ModelChoice("anthropic", "second")] };

    [Theory]
    [InlineData(500, "provider_error")]
    [InlineData(429, "rate_limited")]
    [InlineData(408, "timeout")]
    public async Task NoAnswer_AsksTheNextModel_AndSaysWhy(int status, string category)
    {
        await using var broken = await ScriptedModelServer.StartAsync("openai", ModelAnswer.Error(status, "not today"));
        await using var whole = await ScriptedModelServer.StartAsync("anthropic", ModelAnswer.Text("from the second"));
        await using var host = HostOf(broken, whole);
        var reply = await host.AskAsync("Write", model: Both);
        reply.OutputText().ShouldBe("from the second");
        var call = reply.Calls.ShouldHaveSingleItem();
        (call.Provider, call.Model).ShouldBe(("anthropic", "second"));
        var skipped = call.Skipped.ShouldHaveSingleItem();
        (skipped.Provider, skipped.Model, skipped.Category).ShouldBe(("openai", "first", category));
        skipped.Message.ShouldContain("openai");
        whole.Requests.ShouldHaveSingleItem().Body.GetProperty("model").GetString().ShouldBe("second");
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    public async Task WhatIsWrongWithTheCall_AsksNobodyElse(int status)
    {
        await using var refusing = await ScriptedModelServer.StartAsync("openai", ModelAnswer.Error(status));
        await using var whole = await ScriptedModelServer.StartAsync("anthropic", ModelAnswer.Text("never"));
        await using var host = HostOf(refusing, whole);
        (await host.AskAsync("Write", model: Both)).Failure().Status.ShouldBe(status);
        whole.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task FirstModelAnswers_NobodyElseIsAsked()
    {
        await using var first = await ScriptedModelServer.StartAsync("openai", ModelAnswer.Text("first"));
        await using var second = await ScriptedModelServer.StartAsync("anthropic", ModelAnswer.Text("second"));
        await using var host = HostOf(first, second);
        (await host.AskAsync("Write", model: Both)).Calls.ShouldHaveSingleItem().Skipped.ShouldBeEmpty();
        second.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task NobodyAnswers_FailsAsTheFirst_AndNamesTheOthers()
    {
        await using var limited = await ScriptedModelServer.StartAsync("openai", new ModelAnswer.Failed(429, "slow down") { Headers = new Dictionary<string, string> { ["Retry-After"] = "7" } });
        await using var refusing = await ScriptedModelServer.StartAsync("anthropic", ModelAnswer.Error(401));
        await using var host = HostOf(limited, refusing);
        var failure = (await host.AskAsync("Write", model: Both)).Failure();
        (failure.Category, failure.Retryable, failure.RetryAfter).ShouldBe(("rate_limited", true, TimeSpan.FromSeconds(7)));
        failure.Message.ShouldContain("'second' of 'anthropic'");
    }

    [Fact]
    public async Task Schema_IsAskedOfEachInItsOwnWay()
    {
        await using var broken = await ScriptedModelServer.StartAsync("openai", ModelAnswer.Error(500));
        await using var whole = await ScriptedModelServer.StartAsync("anthropic", ModelAnswer.Text("""{"score": 1}"""));
        await using var host = HostOf(broken, whole);
        await host.AskAsync("Rate", JsonValue.Parse("""{"type":"object","properties":{"score":{"type":"integer"}}}"""), Both);
        broken.Requests[0].Body.TryGetProperty("response_format", out _).ShouldBeTrue();
        whole.Requests[0].Body.TryGetProperty("output_config", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task FallbackThatIsNotConfigured_IsRefusedBeforeItIsNeeded()
    {
        await using var host = ModelHost.With("OPENAI_API_KEY=k");
        host.Providers.Resolve(Both).ShouldBeOfType<ModelRefusal>().Failure.Message.ShouldContain("ANTHROPIC_API_KEY");
    }

    [Fact]
    public async Task NameBeforeASlash_IsAProviderWhereThereIsOne()
    {
        await using var host = ModelHost.With("OPENAI_API_KEY=k", "Models:Providers:groq:Kind=openai", "Models:Providers:groq:BaseUrl=http://localhost:1/v1");
        var model = host.Providers.Resolve(new ModelOptions { Model = "a", Fallbacks = [new ModelChoice(null, "groq/llama-3"), new ModelChoice(null, "meta/llama-3")] }).ShouldBeOfType<ResolvedModel>();
        model.Fallbacks.Select(static each => $"{each.Provider}: {each.Model}").ShouldBe(["groq: llama-3", "openai: meta/llama-3"]);
    }

    [Fact]
    public async Task NothingConfigured_RunsOffline()
    {
        await using var host = ModelHost.With("Models:Offline:Mode=Echo");
        (await host.AskAsync("hello", model: Both)).OutputText().ShouldBe("hello");
    }

    private static ModelHost HostOf(ScriptedModelServer openai, ScriptedModelServer anthropic) => ModelHost.With(
        $"AGENTS_OPENAI_BASE_URL={openai.BaseUrl}", $"AGENTS_ANTHROPIC_BASE_URL={anthropic.BaseUrl}", "OPENAI_API_KEY=k1", "ANTHROPIC_API_KEY=k2");
}
