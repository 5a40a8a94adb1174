using Agents.Core.Json;
using Agents.Core.Workflows;
using Agents.Silo.Models;
using Agents.Silo.Models.Offline;
using Agents.Testing;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Tests.Models.Offline;

public sealed class OfflineChatClientTests
{
    [Fact]
    public async Task SameQuestion_GivesTheSameAnswerInAnyProcess()
    {
        await using var one = ModelHost.With();
        await using var other = ModelHost.With();
        var answer = (await one.AskAsync("Write about the sea")).OutputText();
        (await other.AskAsync("Write about the sea")).OutputText().ShouldBe(answer);
        (await other.AskAsync("Write about the sky")).OutputText().ShouldNotBe(answer);
    }

    [Fact]
    public async Task Text_SaysThatItIsOffline()
    {
        await using var host = ModelHost.With();
        var reply = await host.AskAsync("Write about the sea");
        reply.OutputText().ShouldStartWith("[offline]");
        reply.OutputText().ShouldContain("Write about the sea");
        (reply.Calls[0].Provider, reply.Calls[0].CostUsd).ShouldBe(("offline", 0m));
    }

    [Fact]
    public async Task Schema_IsKept()
    {
        await using var host = ModelHost.With();
        var schema = JsonValue.Parse("""
            {"type": "object", "required": ["level", "tags", "count"], "properties": {"level": {"enum": ["low", "high"]}, "tags": {"type": "array", "minItems": 2, "items": {"type": "string"}}, "count": {"type": "integer", "minimum": 5}}}
            """);
        (await host.AskAsync("Rate", schema)).Output().ShouldBeOfType<JsonObject>().Keys.ShouldBe(["level", "tags", "count"]);
    }

    [Fact]
    public async Task EchoModel_ReturnsTheLastUserMessage()
    {
        await using var host = ModelHost.With();
        (await host.AskAsync("Hello", model: new ModelOptions { Provider = "offline", Model = "echo" })).OutputText().ShouldBe("Hello");
    }

    [Fact]
    public async Task Latency_IsSpreadOverTheWords()
    {
        var time = new ManualTimeProvider();
        await using var host = ModelHost.With(time, "Models:Offline:Mode=Echo", "Models:Offline:Latency=00:00:03");
        var tokens = new List<string>();
        var asked = host.AskAsync("one two three", onToken: tokens.Add);
        time.Advance(TimeSpan.FromSeconds(1));
        await WaitForTimerAsync(time);
        tokens.ShouldBe(["one"]);
        time.Advance(TimeSpan.FromSeconds(1));
        await WaitForTimerAsync(time);
        time.Advance(TimeSpan.FromSeconds(1));
        (await asked).OutputText().ShouldBe("one two three");
        tokens.ShouldBe(["one", " two", " three"]);
    }

    [Fact]
    public async Task Cancellation_EndsTheWait()
    {
        using var cancellation = new CancellationTokenSource();
        await using var host = ModelHost.With(new ManualTimeProvider(), "Models:Offline:Latency=01:00:00");
        var asked = host.AskAsync("Write", cancellationToken: cancellation.Token);
        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => asked);
    }

    [Fact]
    public async Task Script_MatchesFirst_ThenGoesInOrder_ThenSaysItIsOver()
    {
        await using var host = ModelHost.With(
            "Models:Offline:Mode=Script", "Models:Offline:Script:0:Text=first", "Models:Offline:Script:1:Match=weather", "Models:Offline:Script:1:Text=sunny", "Models:Offline:Script:2:Text=second");
        (await host.AskAsync("a")).OutputText().ShouldBe("first");
        (await host.AskAsync("the weather?")).OutputText().ShouldBe("sunny");
        (await host.AskAsync("b")).OutputText().ShouldBe("second");
        (await host.AskAsync("c")).Failure().Message.ShouldContain("no reply left");
        (await host.AskAsync("weather again?")).OutputText().ShouldBe("sunny");
    }

    [Fact]
    public async Task ScriptFile_IsRead()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, """[{"text": "from a file"}, {"error": "timeout"}]""");
            await using var host = ModelHost.With("Models:Offline:Mode=Script", $"Models:Offline:ScriptFile={file}");
            (await host.AskAsync("a")).OutputText().ShouldBe("from a file");
            (await host.AskAsync("b")).Failure().Category.ShouldBe("timeout");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task StreamAndResponse_SayTheSame()
    {
        using var client = new OfflineChatClient(new OfflineOptions { Latency = TimeSpan.FromTicks(10) }, TimeProvider.System);
        ChatMessage[] messages = [new(ChatRole.System, "Be brief."), new(ChatRole.User, "Tell me about the sea and its tides")];
        var streamed = await client.GetStreamingResponseAsync(messages).ToChatResponseAsync();
        var whole = await client.GetResponseAsync(messages);
        (streamed.Text, streamed.FinishReason, streamed.Usage!.OutputTokenCount).ShouldBe((whole.Text, whole.FinishReason, whole.Usage!.OutputTokenCount));
    }

    // The client arms its next timer on the thread that Advance runs on or on a pool thread: a signal either way, not a time.
    private static async Task WaitForTimerAsync(ManualTimeProvider time)
    {
        while (time.ArmedTimers == 0)
        {
            await Task.Yield();
        }
    }
}
