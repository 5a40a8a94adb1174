using Agents.Core.Json;
using Agents.Core.Workflows;
using Agents.Silo.Models;
using Agents.Testing.Models;

namespace Agents.Silo.Tests.Models.Calls;

public sealed class AgentCallTests
{
    private static readonly JsonValue Score = JsonValue.Parse("""{"type": "object", "required": ["score"], "properties": {"score": {"type": "integer"}}}""");

    [Fact]
    public async Task TaskAndInput_BothReachTheModel()
    {
        await using var host = ModelHost.With("Models:Offline:Mode=Echo");
        var request = new AgentRequest(new AgentDefinition("a") { Instructions = "Be brief." }, ModelOptions.Default, "k")
        {
            Task = "Summarise",
            Input = JsonObject.Of(("text", "long")),
        };
        (await host.Call.RunAsync(request, null, default)).OutputText().ShouldBe("Summarise\n\nInput:\n{\"text\":\"long\"}");
    }

    [Fact]
    public async Task TextInputWithoutTask_GoesInWithoutQuotes()
    {
        await using var host = ModelHost.With("Models:Offline:Mode=Echo");
        var request = new AgentRequest(new AgentDefinition("a"), ModelOptions.Default, "k") { Input = "plain words" };
        (await host.Call.RunAsync(request, null, default)).OutputText().ShouldBe("plain words");
    }

    [Fact]
    public async Task OfflineWithoutOutputSchema_GivesWhatLaterStatesRead()
    {
        await using var host = ModelHost.With();
        var request = new AgentRequest(new AgentDefinition("a"), ModelOptions.Default, "k") { Task = "Check", ReadSchema = Score };
        (await host.Call.RunAsync(request, null, default)).Output().ShouldBeOfType<JsonObject>()["score"].Kind.ShouldBe(JsonKind.Number);
    }

    [Fact]
    public async Task RealProviderWithoutOutputSchema_IsNotHeldToWhatLaterStatesRead()
    {
        await using var server = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("fine"));
        await using var host = ModelHost.With($"AGENTS_OPENAI_BASE_URL={server.BaseUrl}", "AGENTS_OPENAI_MODEL=m");
        var request = new AgentRequest(new AgentDefinition("a"), ModelOptions.Default, "k") { Task = "Check", ReadSchema = Score };
        (await host.Call.RunAsync(request, null, default)).OutputText().ShouldBe("fine");
        server.Requests.ShouldHaveSingleItem().Body.TryGetProperty("response_format", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task SecondTry_SaysWhatWasWrong_UnderItsOwnIdempotencyKey()
    {
        await using var server = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("""{"score": "high"}"""), OpenAIAnswer.Text("""{"score": 3}"""));
        await using var host = ModelHost.With($"AGENTS_OPENAI_BASE_URL={server.BaseUrl}", "AGENTS_OPENAI_MODEL=m");
        (await host.AskAsync("Rate", Score)).Output().ShouldBe(JsonValue.Parse("""{"score": 3}"""));
        server.Requests.Select(static request => request.IdempotencyKey).ShouldBe(["step-1:1:0", "step-1:1:1"]);
        server.Requests[1].LastMessage.ShouldContain("/score");
    }

    [Theory]
    [InlineData("""{"score": "high"}""", """{"score":"high"}""")]
    [InlineData("no idea", "\"no idea\"")]
    public async Task DegradedAnswer_IsAcceptedWhereTheWorkflowSaysSo_WithAWarning(string answer, string output)
    {
        await using var server = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("bad"), OpenAIAnswer.Text(answer));
        await using var host = ModelHost.With($"AGENTS_OPENAI_BASE_URL={server.BaseUrl}", "AGENTS_OPENAI_MODEL=m");
        var reply = await host.AskAsync("Rate", Score, new ModelOptions { OnDegraded = DegradedPolicy.Accept });
        reply.Output().ToJson().ShouldBe(output);
        reply.Calls.Select(static call => call.Degraded.Count).ShouldBe([0, 1], "both rungs are counted, and the last one says what is wrong");
        reply.Calls.Sum(static call => call.OutputTokens).ShouldBe(14);
    }

    [Fact]
    public async Task AnswerThatMatches_IsNoDegradedOne()
    {
        await using var server = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("""{"score": 3}"""));
        await using var host = ModelHost.With($"AGENTS_OPENAI_BASE_URL={server.BaseUrl}", "AGENTS_OPENAI_MODEL=m");
        (await host.AskAsync("Rate", Score, new ModelOptions { OnDegraded = DegradedPolicy.Accept })).Calls.ShouldHaveSingleItem().Degraded.ShouldBeEmpty();
    }

    [Fact]
    public async Task AnswerCutAtItsLimit_SaysHowToRaiseIt()
    {
        await using var server = await ScriptedOpenAIServer.StartAsync(new OpenAIAnswer.Streamed(["{\"score\":"]) { FinishReason = "length" });
        await using var host = ModelHost.With($"AGENTS_OPENAI_BASE_URL={server.BaseUrl}", "AGENTS_OPENAI_MODEL=m");
        (await host.AskAsync("Rate", Score)).Failure().Message.ShouldContain("max_tokens");
    }

    [Fact]
    public async Task ContentFilter_IsAFailureThatNobodyRetries()
    {
        await using var server = await ScriptedOpenAIServer.StartAsync(new OpenAIAnswer.Streamed(["no"]) { FinishReason = "content_filter" });
        await using var host = ModelHost.With($"AGENTS_OPENAI_BASE_URL={server.BaseUrl}", "AGENTS_OPENAI_MODEL=m");
        var reply = await host.AskAsync("Rate");
        (reply.Failure().Code, reply.Failure().Retryable).ShouldBe(("content_refused", false));
        reply.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task WrongOutputSchema_NamesTheAgent()
    {
        await using var host = ModelHost.With();
        (await host.AskAsync("Rate", JsonValue.Parse("""{"type": 5}"""))).Failure().Message.ShouldContain("writer");
    }

    [Fact]
    public async Task UnconfiguredProvider_FailsWithoutACall()
    {
        await using var host = ModelHost.With("OPENAI_API_KEY=sk-test");
        var reply = await host.AskAsync("Write", model: new ModelOptions { Provider = "anthropic" });
        reply.Failure().Code.ShouldBe("provider_not_configured");
        reply.Calls.ShouldBeEmpty();
    }
}
