using Agents.Core.Json;
using Agents.Testing.Models;

namespace Agents.Silo.Tests.Models.Calls;

/// <summary>What every provider must keep, whatever is behind it.</summary>
public sealed class ProviderConformanceTests
{
    private static readonly JsonValue Article = JsonValue.Parse("""
        {"type": "object", "required": ["title", "score"], "properties": {"title": {"type": "string"}, "score": {"type": "number"}, "tags": {"type": "array", "items": {"type": "string"}}}}
        """);

    public static TheoryData<string> Providers => ["offline", "openai"];

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task TextAnswer_IsTheOutput(string provider)
    {
        await using var subject = await Subject.StartAsync(provider, "The sea", " is wide.");
        (await subject.Host.AskAsync("Write")).OutputText().ShouldBe("The sea is wide.");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Tokens_TogetherAreTheAnswer(string provider)
    {
        await using var subject = await Subject.StartAsync(provider, "The sea", " is wide.");
        var tokens = new List<string>();
        var reply = await subject.Host.AskAsync("Write", onToken: tokens.Add);
        string.Concat(tokens).ShouldBe(reply.OutputText());
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task JsonText_WithoutSchema_IsParsed(string provider)
    {
        await using var subject = await Subject.StartAsync(provider, "```json\n{\"pods\":", " 3}\n```");
        (await subject.Host.AskAsync("Check")).Output().ShouldBe(JsonValue.Parse("""{"pods": 3}"""));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task SchemaAnswer_IsValidated(string provider)
    {
        await using var subject = await Subject.StartAsync(provider, """{"title": "Sea", "score": 0.5}""");
        (await subject.Host.AskAsync("Write", Article)).Output().ShouldBe(JsonValue.Parse("""{"title": "Sea", "score": 0.5}"""));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task AlmostJson_IsRepairedWithoutAnotherCall(string provider)
    {
        await using var subject = await Subject.StartAsync(provider, "Here you are: {\"title\": \"Sea\", \"score\": 1,} Enjoy!");
        var reply = await subject.Host.AskAsync("Write", Article);
        reply.Output().ShouldBe(JsonValue.Parse("""{"title": "Sea", "score": 1}"""));
        reply.Calls.Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task WrongAnswer_IsAskedForOnceMore(string provider)
    {
        await using var subject = await Subject.StartAsync(provider, ["""{"title": 5}"""], ["""{"title": "Sea", "score": 1}"""]);
        var reply = await subject.Host.AskAsync("Write", Article);
        reply.Output().ShouldBe(JsonValue.Parse("""{"title": "Sea", "score": 1}"""));
        reply.Calls.Count.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task WrongAnswerTwice_IsDegraded_AndEveryCallIsCounted(string provider)
    {
        await using var subject = await Subject.StartAsync(provider, ["no idea"], ["still no idea"]);
        var reply = await subject.Host.AskAsync("Write", Article);
        reply.Failure().Code.ShouldBe("degraded_output");
        reply.Failure().Retryable.ShouldBeFalse();
        reply.Calls.Select(static call => call.Text).ShouldBe(["no idea", "still no idea"]);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task ListSchema_IsAskedForInsideAnObject(string provider)
    {
        await using var subject = await Subject.StartAsync(provider, """{"value": ["a", "b"]}""");
        var reply = await subject.Host.AskAsync("List", JsonValue.Parse("""{"type": "array", "items": {"type": "string"}}"""));
        reply.Output().ShouldBe(JsonValue.Parse("""["a", "b"]"""));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task TextSchema_TakesTheAnswerAsItIs(string provider)
    {
        await using var subject = await Subject.StartAsync(provider, "{not json} but text");
        (await subject.Host.AskAsync("Write", JsonValue.Parse("""{"type": "string", "description": "prose"}"""))).OutputText().ShouldBe("{not json} but text");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Call_IsRecordedWithTokensAndReason(string provider)
    {
        await using var subject = await Subject.StartAsync(provider, "The sea is wide.");
        var call = (await subject.Host.AskAsync("Write")).Calls.ShouldHaveSingleItem();
        (call.Provider, call.FinishReason, call.Text).ShouldBe((provider, "stop", "The sea is wide."));
        call.InputTokens.ShouldBePositive();
        call.OutputTokens.ShouldBePositive();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task CutStream_IsARetryableProviderError(string provider)
    {
        await using var subject = await Subject.StartCutAsync(provider);
        var failure = (await subject.Host.AskAsync("Write", onToken: static _ => { })).Failure();
        (failure.Category, failure.Code, failure.Retryable).ShouldBe(("provider_error", "stream_cut", true));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task RateLimit_CarriesTheWait(string provider)
    {
        await using var subject = await Subject.StartRateLimitedAsync(provider);
        var failure = (await subject.Host.AskAsync("Write")).Failure();
        (failure.Category, failure.RetryAfter, failure.Retryable).ShouldBe(("rate_limited", TimeSpan.FromSeconds(7), true));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task CancelledBefore_Throws(string provider)
    {
        await using var subject = await Subject.StartAsync(provider, "never read");
        await Should.ThrowAsync<OperationCanceledException>(() => subject.Host.AskAsync("Write", cancellationToken: new CancellationToken(canceled: true)));
    }

    private sealed class Subject(ModelHost host, ScriptedOpenAIServer? server) : IAsyncDisposable
    {
        public ModelHost Host => host;

        public static Task<Subject> StartAsync(string provider, params string[] pieces) => StartAsync(provider, [pieces]);

        public static Task<Subject> StartAsync(string provider, params string[][] answers) => provider == "offline"
            ? Offline([.. answers.Select(static (pieces, i) => $"Models:Offline:Script:{i}:Text={string.Concat(pieces)}")])
            : OpenAI([.. answers.Select(OpenAIAnswer.Text)]);

        public static Task<Subject> StartCutAsync(string provider) => provider == "offline"
            ? Offline("Models:Offline:Script:0:Text=one two three", "Models:Offline:Script:0:CutAfterWords=2")
            : OpenAI(new OpenAIAnswer.Streamed(["one", " two", " three"]) { CutAfter = 2 });

        public static Task<Subject> StartRateLimitedAsync(string provider) => provider == "offline"
            ? Offline("Models:Offline:Script:0:Error=rate_limited", "Models:Offline:Script:0:RetryAfter=00:00:07")
            : OpenAI(new OpenAIAnswer.Failed(429, "slow down", "rate_limit_exceeded") { RetryAfter = "7" });

        public async ValueTask DisposeAsync()
        {
            await host.DisposeAsync();
            if (server is not null)
            {
                await server.DisposeAsync();
            }
        }

        private static Task<Subject> Offline(params string[] script) => Task.FromResult(new Subject(ModelHost.With(["Models:Offline:Mode=Script", .. script]), null));

        private static async Task<Subject> OpenAI(params OpenAIAnswer[] answers)
        {
            var server = await ScriptedOpenAIServer.StartAsync(answers);
            return new Subject(ModelHost.With($"AGENTS_OPENAI_BASE_URL={server.BaseUrl}", "AGENTS_OPENAI_MODEL=scripted"), server);
        }
    }
}
