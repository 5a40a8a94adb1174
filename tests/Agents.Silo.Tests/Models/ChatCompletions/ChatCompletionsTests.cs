using Agents.Core.Json;
using Agents.Core.Workflows;
using Agents.Testing;
using Agents.Testing.Models;

namespace Agents.Silo.Tests.Models.ChatCompletions;

public sealed class ChatCompletionsTests
{
    private const string Key = "sk-very-secret-0123456789";

    [Fact]
    public async Task Request_SaysModelLimitsAndKey()
    {
        await using var server = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("ok"));
        await using var host = HostOf(server);
        await host.AskAsync("Write", model: new ModelOptions { Model = "m-1", Temperature = 0.7, MaxTokens = 50 });
        var request = server.Requests.ShouldHaveSingleItem();
        request.Authorization.ShouldBe($"Bearer {Key}");
        request.Body.GetRawText().ShouldBe(
            """{"model":"m-1","messages":[{"role":"user","content":"Write"}],"temperature":0.7,"max_tokens":50,"stream":true,"stream_options":{"include_usage":true}}""");
    }

    [Fact]
    public async Task Flags_ChangeWhatIsSent()
    {
        await using var server = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("""{"a": 1}"""));
        await using var host = HostOf(
            server, "Models:Providers:openai:TokenLimitField=MaxCompletionTokens", "Models:Providers:openai:SupportsStreamUsage=false", "Models:Providers:openai:SupportsJsonSchema=false");
        await host.AskAsync("Write", JsonValue.Parse("""{"type": "object", "properties": {"a": {"type": "integer"}}}"""), new ModelOptions { MaxTokens = 50 });
        var body = server.Requests.ShouldHaveSingleItem().Body;
        body.GetProperty("max_completion_tokens").GetInt32().ShouldBe(50);
        body.TryGetProperty("stream_options", out _).ShouldBeFalse();
        body.TryGetProperty("response_format", out _).ShouldBeFalse();
        body.GetProperty("messages")[0].GetProperty("content").GetString()!.ShouldContain("\"integer\"");
    }

    [Fact]
    public async Task RepresentableSchema_IsAskedStrictly()
    {
        await using var server = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("""{"a": 1, "b": null}"""));
        await using var host = HostOf(server);
        var reply = await host.AskAsync("Write", JsonValue.Parse("""{"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}, "b": {"type": "string"}}}"""));
        var format = server.Requests.ShouldHaveSingleItem().Body.GetProperty("response_format").GetProperty("json_schema");
        format.GetProperty("strict").GetBoolean().ShouldBeTrue();
        format.GetProperty("schema").GetProperty("required").GetArrayLength().ShouldBe(2);
        reply.Output().ShouldBe(JsonValue.Parse("""{"a": 1}"""));
    }

    [Theory]
    [InlineData(400, null, "validation_error", false)]
    [InlineData(400, "context_length_exceeded", "validation_error", false)]
    [InlineData(401, "invalid_api_key", "unauthorized", false)]
    [InlineData(403, null, "unauthorized", false)]
    [InlineData(404, "model_not_found", "invalid_definition", false)]
    [InlineData(408, null, "timeout", true)]
    [InlineData(429, "rate_limit_exceeded", "rate_limited", true)]
    [InlineData(429, "insufficient_quota", "unauthorized", false)]
    [InlineData(500, null, "provider_error", true)]
    [InlineData(503, null, "provider_error", true)]
    public async Task ErrorStatus_IsMapped(int status, string? code, string category, bool retryable)
    {
        await using var server = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Error(status, "because", code));
        await using var host = HostOf(server);
        var failure = (await host.AskAsync("Write")).Failure();
        (failure.Category, failure.Retryable, failure.Status).ShouldBe((category, retryable, status));
        failure.Message.ShouldContain("openai");
        server.Requests.Count.ShouldBe(1, "the engine retries, not the SDK");
    }

    [Fact]
    public async Task Key_IsInNoMessage()
    {
        await using var server = await ScriptedOpenAIServer.StartAsync(
            OpenAIAnswer.Error(401, $"Incorrect API key provided: {Key}"), OpenAIAnswer.Error(400, $"bad header Bearer {Key}"), OpenAIAnswer.Error(500, Key));
        await using var host = HostOf(server);
        for (var i = 0; i < 3; i++)
        {
            (await host.AskAsync("Write")).Failure().Message.ShouldNotContain("very-secret");
        }
    }

    [Fact]
    public async Task RetryAfterDate_IsCountedFromTheClock()
    {
        var time = new ManualTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var server = await ScriptedOpenAIServer.StartAsync(new OpenAIAnswer.Failed(503, "later", null) { RetryAfter = "Thu, 01 Jan 2026 00:01:30 GMT" });
        await using var host = HostOf(time, server);
        (await host.AskAsync("Write")).Failure().RetryAfter.ShouldBe(TimeSpan.FromSeconds(90));
    }

    [Fact]
    public async Task Noise_IsRead()
    {
        await using var server = await ScriptedOpenAIServer.StartAsync(new OpenAIAnswer.Streamed(["a", "b"]) { SendsNoise = true, FinishReason = "eos_token", Usage = null });
        await using var host = HostOf(server);
        var reply = await host.AskAsync("Write", onToken: static _ => { });
        reply.OutputText().ShouldBe("ab");
        reply.Calls[0].FinishReason.ShouldBe("eos_token");
        reply.Calls[0].OutputTokens.ShouldBe(1, "estimated where the server does not count");
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, "stop")]
    public async Task DoneOrFinishReason_EitherEndsTheAnswer(bool sendsDone, string? finishReason)
    {
        await using var server = await ScriptedOpenAIServer.StartAsync(new OpenAIAnswer.Streamed(["a"]) { SendsDone = sendsDone, FinishReason = finishReason });
        await using var host = HostOf(server);
        (await host.AskAsync("Write")).OutputText().ShouldBe("a");
    }

    [Fact]
    public async Task NeitherDoneNorFinishReason_IsACutStream()
    {
        await using var server = await ScriptedOpenAIServer.StartAsync(new OpenAIAnswer.Streamed(["a"]) { SendsDone = false, FinishReason = null, Usage = null });
        await using var host = HostOf(server);
        (await host.AskAsync("Write")).Failure().Code.ShouldBe("stream_cut");
    }

    [Fact]
    public async Task WholeCompletion_IsReadWhereAStreamWasAsked()
    {
        await using var server = await ScriptedOpenAIServer.StartAsync(new OpenAIAnswer.Streamed(["all", " of it"]) { IsWhole = true });
        await using var host = HostOf(server);
        var reply = await host.AskAsync("Write");
        reply.OutputText().ShouldBe("all of it");
        reply.Calls[0].OutputTokens.ShouldBe(7);
    }

    [Fact]
    public async Task ErrorInsideTheStream_IsAProviderError()
    {
        await using var server = await ScriptedOpenAIServer.StartAsync(new OpenAIAnswer.Streamed(["a"]) { ErrorInStream = "GPU fell off" });
        await using var host = HostOf(server);
        var failure = (await host.AskAsync("Write")).Failure();
        (failure.Category, failure.Retryable).ShouldBe(("provider_error", true));
        failure.Message.ShouldContain("GPU fell off");
    }

    [Theory]
    [InlineData("text/event-stream", "data: {broken\n\n")]
    [InlineData("application/json", "<html>hello</html>")]
    [InlineData("text/html", "<html>hello</html>")]
    public async Task Garbage_IsAProviderError(string contentType, string body)
    {
        await using var server = await ScriptedOpenAIServer.StartAsync(new OpenAIAnswer.Raw(200, contentType, body));
        await using var host = HostOf(server);
        (await host.AskAsync("Write")).Failure().Category.ShouldBe("provider_error");
    }

    [Fact]
    public async Task Redirect_IsNotFollowed()
    {
        await using var server = await ScriptedOpenAIServer.StartAsync(new OpenAIAnswer.Raw(302, "text/plain", "elsewhere"));
        await using var host = HostOf(server);
        (await host.AskAsync("Write")).Failure().Status.ShouldBe(302);
    }

    [Fact]
    public async Task NobodyListening_IsARetryableProviderError()
    {
        await using var host = ModelHost.With("AGENTS_OPENAI_BASE_URL=http://127.0.0.1:1/v1", "AGENTS_OPENAI_MODEL=m");
        var failure = (await host.AskAsync("Write")).Failure();
        (failure.Code, failure.Retryable).ShouldBe(("unreachable", true));
        failure.Message.ShouldContain("127.0.0.1:1");
    }

    [Fact]
    public async Task SilenceBeforeTheFirstToken_TimesOut()
    {
        var time = new ManualTimeProvider();
        await using var server = await ScriptedOpenAIServer.StartAsync(new OpenAIAnswer.Silence());
        await using var host = HostOf(time, server);
        var asked = host.AskAsync("Write");
        await server.ArrivalAsync(default);
        time.Advance(TimeSpan.FromSeconds(30));
        var failure = (await asked).Failure();
        (failure.Category, failure.Retryable).ShouldBe(("timeout", true));
        failure.Message.ShouldContain("did not begin to answer for 30 s");
    }

    [Fact]
    public async Task SilenceInTheMiddle_TimesOut()
    {
        var time = new ManualTimeProvider();
        await using var server = await ScriptedOpenAIServer.StartAsync(new OpenAIAnswer.Streamed(["a", "b"]) { SilentAfter = 1 });
        await using var host = HostOf(time, server);
        var begun = new TaskCompletionSource();
        var asked = host.AskAsync("Write", onToken: _ => begun.TrySetResult());
        await begun.Task;
        time.Advance(TimeSpan.FromSeconds(60));
        (await asked).Failure().Message.ShouldContain("stopped in the middle of its answer");
    }

    [Fact]
    public async Task Cancellation_ReachesTheServer()
    {
        using var cancellation = new CancellationTokenSource();
        await using var server = await ScriptedOpenAIServer.StartAsync(new OpenAIAnswer.Silence());
        await using var host = HostOf(server);
        var asked = host.AskAsync("Write", cancellationToken: cancellation.Token);
        await server.ArrivalAsync(default);
        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => asked);
    }

    private static ModelHost HostOf(ScriptedOpenAIServer server, params string[] settings) => HostOf(TimeProvider.System, server, settings);

    private static ModelHost HostOf(TimeProvider time, ScriptedOpenAIServer server, params string[] settings)
        => ModelHost.With(time, [$"AGENTS_OPENAI_BASE_URL={server.BaseUrl}", $"OPENAI_API_KEY={Key}", "AGENTS_OPENAI_MODEL=m", .. settings]);
}
