using Agents.Core.Json;
using Agents.Core.Workflows;
using Agents.Testing.Models;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Tests.Models.Conformance;

/// <summary>What is Google's own.</summary>
public sealed class GoogleTests
{
    [Fact]
    public async Task Request_IsForTheModel_WithTheKeyInAHeader()
    {
        await using var subject = await WireSubject.StartAsync("google", ModelAnswer.Text("a"));
        await subject.Host.AskAsync("Write", model: new ModelOptions { Model = "gemini-x", Temperature = 0.2, MaxTokens = 9 });
        var request = subject.Server.Requests[^1];
        request.Target.ShouldBe("/v1beta/models/gemini-x:streamGenerateContent?alt=sse");
        request.Header("x-goog-api-key").ShouldBe(WireSubject.Key);
        request.Body.GetProperty("generationConfig").GetRawText().ShouldBe("""{"temperature":0.2,"maxOutputTokens":9}""");
    }

    [Fact]
    public async Task SchemaWithTools_IsToldInWords()
    {
        await using var subject = await WireSubject.StartAsync("google", ModelAnswer.Text("a"));
        var format = ChatResponseFormat.ForJsonSchema(System.Text.Json.JsonElement.Parse("""{"type":"object"}"""));
        await subject.Client.GetResponseAsync("Look", new ChatOptions { Tools = [new FindTool()], ResponseFormat = format });
        var body = subject.Server.Requests[^1].Body;
        body.GetProperty("generationConfig").EnumerateObject().ShouldBeEmpty();
        body.GetProperty("systemInstruction").GetRawText().ShouldContain("matches this JSON schema");
    }

    [Fact]
    public async Task BlockedPrompt_IsARefusal()
    {
        await using var subject = await WireSubject.StartAsync(
            "google", new ModelAnswer.Raw(200, "text/event-stream", """data: {"promptFeedback":{"blockReason":"SAFETY"},"usageMetadata":{"promptTokenCount":5}}""" + "\n\n"));
        var reply = await subject.Host.AskAsync("Write");
        reply.Failure().Code.ShouldBe("content_refused");
        reply.Calls.ShouldHaveSingleItem().InputTokens.ShouldBe(5);
    }

    [Fact]
    public async Task MalformedCall_IsWorthAnotherTry()
    {
        await using var subject = await WireSubject.StartAsync(
            "google", new ModelAnswer.Raw(200, "text/event-stream", """data: {"candidates":[{"finishReason":"MALFORMED_FUNCTION_CALL","finishMessage":"print(find())"}]}""" + "\n\n"));
        var failure = (await subject.Host.AskAsync("Write")).Failure();
        (failure.Category, failure.Code, failure.Retryable).ShouldBe(("provider_error", "malformed_function_call", true));
    }

    [Fact]
    public async Task SignedEmptyText_GoesBackAsItCame()
    {
        var end = JsonObject.Of(("text", ""), ("thoughtSignature", "c2ln")).ToJson();
        await using var subject = await WireSubject.StartAsync(
            "google",
            new ModelAnswer.Raw(200, "text/event-stream", $$"""data: {"candidates":[{"content":{"parts":[{"text":"Hello"},{{end}}]},"finishReason":"STOP"}]}""" + "\n\n"),
            ModelAnswer.Text("a"));
        var first = await subject.Client.GetResponseAsync("Hi");
        await subject.Client.GetResponseAsync([new(ChatRole.User, "Hi"), first.Messages[0], new(ChatRole.User, "More")]);
        subject.Server.Requests[^1].Body.GetProperty("contents")[1].GetProperty("parts").GetRawText().ShouldBe($$"""[{"text":"Hello"},{{end}}]""");
    }
}
