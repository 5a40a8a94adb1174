using System.Collections.Concurrent;
using System.Diagnostics;
using Agents.Silo.Models.Telemetry;
using Agents.Silo.Tests.Models.Conformance;
using Agents.Testing.Models;

namespace Agents.Silo.Tests.Models.Telemetry;

public sealed class GenAITelemetryTests
{
    [Fact]
    public async Task Call_HasASpanWithTheConventionsNames()
    {
        using var spans = new Spans();
        await using var host = ModelHost.With("Models:Offline:Mode=Echo");
        await host.AskAsync("span of a call");
        var span = spans.Single();
        (span.DisplayName, span.Kind).ShouldBe(("chat offline", ActivityKind.Client));
        span.GetTagItem("gen_ai.provider.name").ShouldBe("offline");
        span.GetTagItem("gen_ai.agent.name").ShouldBe("writer");
        span.GetTagItem("gen_ai.usage.output_tokens").ShouldBe(4L);
        span.GetTagItem("gen_ai.response.time_to_first_chunk").ShouldBeOfType<double>().ShouldBeGreaterThanOrEqualTo(0);
        span.GetTagItem("gen_ai.input.messages").ShouldBeNull("content is captured only where someone asked for it");
    }

    [Fact]
    public async Task Content_IsCapturedWhenOptedIn()
    {
        using var spans = new Spans();
        await using var host = ModelHost.With("Models:Offline:Mode=Echo", "Models:CaptureContent=true");
        await host.AskAsync("hello");
        spans.Single().GetTagItem("gen_ai.input.messages").ShouldBe("""[{"role":"user","parts":[{"type":"text","content":"hello"}]}]""");
        spans.Single().GetTagItem("gen_ai.output.messages").ShouldBe("""[{"role":"assistant","parts":[{"type":"text","content":"hello"}],"finish_reason":"stop"}]""");
    }

    [Fact]
    public async Task Failure_IsAnErrorSpan()
    {
        using var spans = new Spans();
        await using var server = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Error(500));
        await using var host = ModelHost.With($"AGENTS_OPENAI_BASE_URL={server.BaseUrl}", "AGENTS_OPENAI_MODEL=m");
        await host.AskAsync("hello");
        (spans.Single().GetTagItem("error.type"), spans.Single().Status).ShouldBe(("provider_error", ActivityStatusCode.Error));
        server.Requests[0].TraceParent.ShouldContain(spans.Single().TraceId.ToHexString(), customMessage: "the trace goes on at the provider");
    }

    [Theory]
    [InlineData("openai", "openai")]
    [InlineData("anthropic", "anthropic")]
    [InlineData("google", "gcp.gemini")]
    public async Task EachVendor_HasItsName_AndTheWholeOfItsTokens(string provider, string vendor)
    {
        using var spans = new Spans();
        await using var subject = await WireSubject.StartAsync(
            provider, TimeProvider.System, ["Models:CaptureContent=true"],
            new ModelAnswer.Streamed(["ok"]) { Thought = ("hm", "c2lnbmF0dXJl"), Usage = new ScriptedUsage(100, 50, Cached: 60, Reasoning: 30) });
        await subject.Host.AskAsync("hello");
        var span = spans.Single();
        (span.DisplayName, span.GetTagItem("gen_ai.provider.name"), span.GetTagItem("server.address"), span.GetTagItem("server.port"))
            .ShouldBe(("chat scripted", vendor, "127.0.0.1", subject.Server.BaseUrl.Port));
        (span.GetTagItem("gen_ai.usage.input_tokens"), span.GetTagItem("gen_ai.usage.cache_read.input_tokens"), span.GetTagItem("gen_ai.usage.reasoning.output_tokens")).ShouldBe((100L, 60L, 30L));
        span.GetTagItem("gen_ai.response.model").ShouldBe("scripted-2026");
        span.GetTagItem("gen_ai.output.messages")!.ToString().ShouldNotBeNull().ShouldNotContain("c2lnbmF0dXJl", customMessage: "signatures are for the provider");
        span.GetTagItem("gen_ai.output.messages")!.ToString().ShouldNotBeNull().ShouldContain("""{"type":"reasoning","content":"hm"}""");
    }

    // Other tests make calls at the same time: only those inside this test's own trace count.
    private sealed class Spans : IDisposable
    {
        private readonly Activity _test = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();
        private readonly ConcurrentQueue<Activity> _stopped = new();
        private readonly ActivityListener _listener;

        public Spans()
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = static source => source.Name == GenAITelemetry.Name,
                Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = _stopped.Enqueue,
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public Activity Single() => _stopped.Where(span => span.TraceId == _test.TraceId).ShouldHaveSingleItem();

        public void Dispose()
        {
            _listener.Dispose();
            _test.Stop();
        }
    }
}
