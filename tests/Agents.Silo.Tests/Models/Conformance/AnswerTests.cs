using Agents.Core.Json;
using Agents.Testing.Models;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Tests.Models.Conformance;

/// <summary>What good answers come to, whatever the protocol.</summary>
public sealed class AnswerTests
{
    public static TheoryData<string> Wires => WireSubject.Wires;

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task Text_IsTheOutput_AndCounted(string provider)
    {
        await using var subject = await WireSubject.StartAsync(provider, ModelAnswer.Text("The sea", " is wide."));
        var reply = await subject.Host.AskAsync("Write");
        reply.OutputText().ShouldBe("The sea is wide.");
        var call = reply.Calls.ShouldHaveSingleItem();
        (call.Provider, call.Model, call.FinishReason, call.InputTokens, call.OutputTokens).ShouldBe((provider, "scripted", "stop", 11, 7));
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task Stream_ComesPieceByPiece(string provider)
    {
        await using var subject = await WireSubject.StartAsync(provider, ModelAnswer.Text("The sea", " is", " wide."));
        var tokens = new List<string>();
        (await subject.Host.AskAsync("Write", onToken: tokens.Add)).OutputText().ShouldBe("The sea is wide.");
        tokens.ShouldBe(["The sea", " is", " wide."]);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task WholeAnswer_IsReadWhereAStreamWasAsked(string provider)
    {
        await using var subject = await WireSubject.StartAsync(
            provider, new ModelAnswer.Streamed(["all", " of it"]) { IsWhole = true, Calls = [new ScriptedCall("c1", "find", """{"name":"a"}""")], FinishReason = "tool_calls" });
        var answer = await subject.Client.GetResponseAsync("Write", new ChatOptions { Tools = [new FindTool()] });
        answer.Text.ShouldBe("all of it");
        answer.Messages[0].Contents.OfType<FunctionCallContent>().ShouldHaveSingleItem().CallId.ShouldBe("c1");
        (answer.Usage!.InputTokenCount, answer.Usage.OutputTokenCount).ShouldBe((11, 7));
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task Usage_HasItsParts(string provider)
    {
        await using var subject = await WireSubject.StartAsync(provider, new ModelAnswer.Streamed(["a"]) { Usage = new ScriptedUsage(100, 50, Cached: 60, CacheWrite: provider == "google" ? 0 : 10, Reasoning: 30) });
        var usage = (await subject.Client.GetResponseAsync("Write")).Usage!;
        (usage.InputTokenCount, usage.OutputTokenCount, usage.CachedInputTokenCount, usage.ReasoningTokenCount).ShouldBe((100, 50, 60, 30), "cached is part of input, thinking is part of output");
        Agents.Silo.Models.Messages.UsageCounts.CacheWriteOf(usage).ShouldBe(provider == "google" ? 0 : 10);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task JsonSchema_IsAskedForInTheProtocolsOwnWay(string provider)
    {
        await using var subject = await WireSubject.StartAsync(provider, ModelAnswer.Text("""{"score": 3}"""));
        var schema = JsonValue.Parse("""{"type":"object","required":["score"],"properties":{"score":{"type":"integer"}}}""");
        (await subject.Host.AskAsync("Rate", schema)).Output().ShouldBe(JsonValue.Parse("""{"score": 3}"""));
        var body = subject.Server.Requests[^1].Body;
        var asked = provider switch
        {
            "openai" => body.GetProperty("response_format").GetProperty("json_schema").GetProperty("schema"),
            "anthropic" => body.GetProperty("output_config").GetProperty("format").GetProperty("schema"),
            _ => body.GetProperty("generationConfig").GetProperty("responseJsonSchema"),
        };
        asked.GetProperty("properties").GetProperty("score").GetProperty("type").GetString().ShouldBe("integer");
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task ServerWithoutJsonSchema_IsToldInWords(string provider)
    {
        await using var subject = await WireSubject.StartAsync(
            provider, TimeProvider.System, [$"Models:Providers:{provider}:SupportsJsonSchema=false"], ModelAnswer.Text("""{"score": 3}"""));
        var schema = JsonValue.Parse("""{"type":"object","required":["score"],"properties":{"score":{"type":"integer"}}}""");
        (await subject.Host.AskAsync("Rate", schema)).Output().ShouldBe(JsonValue.Parse("""{"score": 3}"""));
        var body = subject.Server.Requests[^1].Body;
        body.GetRawText().ShouldContain("matches this JSON schema");
        body.TryGetProperty("response_format", out _).ShouldBeFalse();
        body.TryGetProperty("output_config", out _).ShouldBeFalse();
        body.GetRawText().ShouldNotContain("responseMimeType");
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task Refusal_IsAFailureThatNobodyRetries_AndIsCounted(string provider)
    {
        await using var subject = await WireSubject.StartAsync(provider, new ModelAnswer.Streamed(["no"]) { FinishReason = "content_filter" });
        var reply = await subject.Host.AskAsync("Write");
        (reply.Failure().Code, reply.Failure().Retryable).ShouldBe(("content_refused", false));
        reply.Calls.ShouldHaveSingleItem().OutputTokens.ShouldBe(7);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task LengthStop_IsToldApart(string provider)
    {
        await using var subject = await WireSubject.StartAsync(provider, new ModelAnswer.Streamed(["{\"score\":"]) { FinishReason = "length" });
        var reply = await subject.Host.AskAsync("Rate", JsonValue.Parse("""{"type":"object","required":["score"],"properties":{"score":{"type":"integer"}}}"""));
        reply.Failure().Message.ShouldContain("max_tokens");
        reply.Calls.Select(static call => call.FinishReason).ShouldBe(["length", "length"]);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task SlowFirstToken_WithinPatience_IsAnAnswer(string provider)
    {
        var time = new Agents.Testing.ManualTimeProvider();
        var thinking = new TaskCompletionSource();
        await using var subject = await WireSubject.StartAsync(provider, time, [], new ModelAnswer.Streamed(["at last"]) { Until = thinking.Task });
        var asked = subject.Host.AskAsync("Write");
        await subject.Server.ArrivalAsync();
        time.Advance(TimeSpan.FromSeconds(29));
        thinking.SetResult();
        (await asked).OutputText().ShouldBe("at last");
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task Call_CarriesItsIdempotencyKey(string provider)
    {
        await using var subject = await WireSubject.StartAsync(provider, ModelAnswer.Text("a"));
        await subject.Host.AskAsync("Write");
        subject.Server.Requests[^1].Header("Idempotency-Key").ShouldBe("step-1:1:0");
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task ListOfModels_TellsThatItIsConnected(string provider)
    {
        await using var subject = await WireSubject.StartAsync(provider);
        var health = await subject.Host.Providers.CheckAsync(provider);
        health.IsConnected.ShouldBeTrue(health.Message);
        health.Models.ShouldBe(["scripted"]);
        subject.Server.Requests.ShouldHaveSingleItem().Headers.Values.ShouldContain(value => value.EndsWith(WireSubject.Key));
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task RefusedKey_IsUnauthorized(string provider)
    {
        await using var subject = await WireSubject.StartAsync(provider);
        subject.Server.Models = provider == "google" ? new ModelAnswer.Failed(400, "API key not valid.") { Code = "API_KEY_INVALID" } : ModelAnswer.Error(401);
        (await subject.Host.Providers.CheckAsync(provider)).Status.ShouldBe(Agents.Silo.Models.ProviderStatus.Unauthorized);
    }
}
