using Agents.Testing;
using Agents.Testing.Models;

namespace Agents.Silo.Tests.Models.Conformance;

/// <summary>What broken servers and networks come to, whatever the protocol.</summary>
public sealed class FaultTests
{
    public static TheoryData<string> Wires => WireSubject.Wires;

    public static TheoryData<string, int, string, bool> Statuses
    {
        get
        {
            var data = new TheoryData<string, int, string, bool>();
            foreach (var provider in WireSubject.Names)
            {
                data.Add(provider, 400, "validation_error", false);
                data.Add(provider, 401, "unauthorized", false);
                data.Add(provider, 402, "unauthorized", false);
                data.Add(provider, 404, "invalid_definition", false);
                data.Add(provider, 413, "validation_error", false);
                data.Add(provider, 429, "rate_limited", true);
                data.Add(provider, 500, "provider_error", true);
                data.Add(provider, 529, "provider_error", true);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task Status_HasItsCategory_AndIsNotRetriedHere(string provider, int status, string category, bool isRetryable)
    {
        await using var subject = await WireSubject.StartAsync(provider, ModelAnswer.Error(status, $"scripted words, {WireSubject.Key}"));
        var failure = (await subject.Host.AskAsync("Write")).Failure();
        (failure.Category, failure.Retryable, failure.Status).ShouldBe((category, isRetryable, status), failure.Message);
        failure.Message.ShouldNotContain(WireSubject.Key);
        failure.Message.ShouldContain(status == 401 ? "refused the key" : "scripted words");
        subject.Server.Requests.Count.ShouldBe(1, "retries are the engine's, durable ones");
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task RateLimit_CarriesTheWait(string provider)
    {
        await using var subject = await WireSubject.StartAsync(provider, new ModelAnswer.Failed(429, "slow down") { Headers = new Dictionary<string, string> { ["Retry-After"] = "7" } });
        (await subject.Host.AskAsync("Write")).Failure().RetryAfter.ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task Milliseconds_GoBeforeSeconds(string provider)
    {
        await using var subject = await WireSubject.StartAsync(
            provider, new ModelAnswer.Failed(503, "later") { Headers = new Dictionary<string, string> { ["Retry-After"] = "7", ["retry-after-ms"] = "1500" } });
        (await subject.Host.AskAsync("Write")).Failure().RetryAfter.ShouldBe(TimeSpan.FromSeconds(1.5));
    }

    [Fact]
    public async Task RetryInfo_IsTheWait()
    {
        await using var subject = await WireSubject.StartAsync("google", new ModelAnswer.Failed(429, "quota") { RetryDelay = "34.5s" });
        (await subject.Host.AskAsync("Write")).Failure().RetryAfter.ShouldBe(TimeSpan.FromSeconds(34.5));
    }

    [Fact]
    public async Task WrongKeyAtGoogle_IsAboutTheKey_ThoughItIsABadRequest()
    {
        await using var subject = await WireSubject.StartAsync("google", new ModelAnswer.Failed(400, "API key not valid.") { Code = "API_KEY_INVALID" });
        (await subject.Host.AskAsync("Write")).Failure().Code.ShouldBe("key_refused");
    }

    [Theory]
    [InlineData("openai", 429, "insufficient_quota")]
    [InlineData("anthropic", 402, "billing_error")]
    public async Task NoCreditLeft_IsNotRetried(string provider, int status, string code)
    {
        await using var subject = await WireSubject.StartAsync(provider, new ModelAnswer.Failed(status, "no credit") { Code = code });
        var failure = (await subject.Host.AskAsync("Write")).Failure();
        (failure.Code, failure.Retryable).ShouldBe(("quota_exhausted", false));
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task CutStream_IsARetryableProviderError(string provider)
    {
        await using var subject = await WireSubject.StartAsync(provider, new ModelAnswer.Streamed(["one", " two", " three"]) { CutAfter = 2 });
        var failure = (await subject.Host.AskAsync("Write", onToken: static _ => { })).Failure();
        (failure.Category, failure.Code, failure.Retryable).ShouldBe(("provider_error", "stream_cut", true));
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task ErrorInsideTheStream_IsAProviderError(string provider)
    {
        await using var subject = await WireSubject.StartAsync(provider, new ModelAnswer.Streamed(["a"]) { ErrorInStream = new ModelAnswer.Failed(529, "GPU fell off") });
        var failure = (await subject.Host.AskAsync("Write")).Failure();
        (failure.Category, failure.Retryable).ShouldBe(("provider_error", true));
        failure.Message.ShouldContain("GPU fell off");
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task RateLimitInsideTheStream_IsOne(string provider)
    {
        await using var subject = await WireSubject.StartAsync(provider, new ModelAnswer.Streamed(["a"]) { ErrorInStream = new ModelAnswer.Failed(429, "slow down") });
        (await subject.Host.AskAsync("Write")).Failure().Category.ShouldBe("rate_limited");
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task Garbage_IsAProviderError(string provider)
    {
        (string Type, string Body)[] garbage =
        [
            ("text/event-stream", "data: {broken\n\n"), ("text/event-stream", "data: [1, 2]\n\n"), ("text/event-stream", ""), ("application/json", "<html>"),
            ("application/json", "\"text\""), ("text/html", "<html>hello</html>"), ("application/json", ""), ("text/event-stream", "data: {\"choices\":{},\"candidates\":5,\"type\":7}\n\n"),
        ];
        foreach (var (type, body) in garbage)
        {
            await using var subject = await WireSubject.StartAsync(provider, new ModelAnswer.Raw(200, type, body));
            var failure = (await subject.Host.AskAsync("Write")).Failure();
            (failure.Category, failure.Retryable).ShouldBe(("provider_error", true), $"{type}: {body}");
        }
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task Redirect_IsNotFollowed(string provider)
    {
        await using var subject = await WireSubject.StartAsync(provider, new ModelAnswer.Raw(302, "text/plain", "elsewhere"));
        (await subject.Host.AskAsync("Write")).Failure().Status.ShouldBe(302);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task SilenceBeforeTheFirstToken_TimesOut(string provider)
    {
        var time = new ManualTimeProvider();
        await using var subject = await WireSubject.StartAsync(provider, time, [], new ModelAnswer.Silence());
        var asked = subject.Host.AskAsync("Write");
        await subject.Server.ArrivalAsync();
        time.Advance(TimeSpan.FromSeconds(30));
        var failure = (await asked).Failure();
        (failure.Category, failure.Retryable).ShouldBe(("timeout", true));
        failure.Message.ShouldContain("did not begin to answer for 30 s");
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task SilenceInTheMiddle_TimesOut(string provider)
    {
        var time = new ManualTimeProvider();
        await using var subject = await WireSubject.StartAsync(provider, time, [], new ModelAnswer.Streamed(["a", "b"]) { SilentAfter = 1 });
        var begun = new TaskCompletionSource();
        var asked = subject.Host.AskAsync("Write", onToken: _ => begun.TrySetResult());
        await begun.Task;
        time.Advance(TimeSpan.FromSeconds(60));
        (await asked).Failure().Message.ShouldContain("stopped in the middle of its answer");
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task Cancellation_ReachesTheServer(string provider)
    {
        using var cancellation = new CancellationTokenSource();
        await using var subject = await WireSubject.StartAsync(provider, new ModelAnswer.Silence());
        var asked = subject.Host.AskAsync("Write", cancellationToken: cancellation.Token);
        await subject.Server.ArrivalAsync();
        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => asked);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task NobodyListening_IsARetryableProviderError(string provider)
    {
        await using var host = WireSubject.HostOf(provider, TimeProvider.System, new Uri("http://127.0.0.1:1"));
        var failure = (await host.AskAsync("Write")).Failure();
        (failure.Code, failure.Retryable).ShouldBe(("unreachable", true));
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task BrokenSocket_IsARetryableProviderError(string provider)
    {
        string[] faults =
        [
            "",
            "HTTP/1.1 20",
            "HTTP/1.1 200 OK\r\nContent-Ty",
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 500\r\n\r\ndata: {",
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n40\r\ndata: {\"",
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n",
            "HTTP/1.1 500 Oh\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"err",
            "SSH-2.0-OpenSSH_9.2\r\n",
        ];
        foreach (var fault in faults)
        {
            await using var server = RawServer.Start(fault);
            await using var host = WireSubject.HostOf(provider, TimeProvider.System, server.Address);
            var failure = (await host.AskAsync("Write")).Failure();
            (failure.Category, failure.Retryable).ShouldBe((Agents.Core.Executions.ErrorCategory.Provider, true), $"{fault}: {failure.Message}");
        }
    }
}
