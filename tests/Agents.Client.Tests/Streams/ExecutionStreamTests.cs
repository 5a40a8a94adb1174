using System.Net;
using Agents.Client.Executions;
using Agents.Client.Problems;
using static Agents.Client.Tests.Samples;
using static Agents.Client.Tests.ScriptedServer;

namespace Agents.Client.Tests.Streams;

public sealed class ExecutionStreamTests
{
    private readonly ImmediateTime _time = new();

    [Fact]
    public async Task Stream_EndsAfterTheTerminalEvent()
    {
        await using var server = await StartAsync(_time, Events(
            Event(1, EventTypes.ExecutionCreated) + ": ping\n\n" + "event: token\ndata: {\"step_id\":\"s1\",\"text\":\"Hel\"}\n\n"
            + Event(2, EventTypes.ExecutionCompleted) + Event(3, "never.read")));

        var updates = await server.Client.Executions.StreamAsync("e").ToListAsync();

        updates.Select(Describe).ShouldBe(["1 execution.created", "s1: Hel", "2 execution.completed"]);
        server.Requests.Single().Headers.Keys.ShouldNotContain("Last-Event-ID");
    }

    [Fact]
    public async Task BrokenStream_GoesOnAfterTheLastEventWithoutRepeatingIt()
    {
        await using var server = await StartAsync(
            _time,
            Events(Event(1, "a") + Event(2, "b") + "event: token\ndata: {\"step_id\":\"s\",\"text\":\"x\"}\n\n"),
            Reply("""{"detail":"restarting"}""", 503),
            Events(Event(2, "b") + Event(3, EventTypes.ExecutionFailed)));

        var updates = await server.Client.Executions.StreamAsync("e").ToListAsync();

        updates.OfType<EventUpdate>().Select(update => update.Event.Seq).ShouldBe([1, 2, 3]);
        server.Requests.Select(asked => asked.Headers.GetValueOrDefault("Last-Event-ID")).ShouldBe([null, "2", "2"]);
    }

    [Fact]
    public async Task ReconnectAfterTheEnd_IsTheEnd()
    {
        await using var server = await StartAsync(_time, Events(Event(4, "a")), context =>
        {
            context.Response.StatusCode = (int)HttpStatusCode.NoContent;
            return Task.CompletedTask;
        });

        var updates = await server.Client.Executions.StreamAsync("e", afterSeq: 3).ToListAsync();

        updates.Count.ShouldBe(1);
        server.Requests.First().Headers["Last-Event-ID"].ShouldBe("3");
    }

    [Fact]
    public async Task Refusal_IsFinal()
    {
        await using var server = await StartAsync(_time, Reply("""{"status":404,"code":"not_found","detail":"no such execution"}""", 404));

        var refusal = await Should.ThrowAsync<AgentsApiException>(() => server.Client.Executions.StreamAsync("e").ToListAsync().AsTask());

        refusal.Problem.Code.ShouldBe("not_found");
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task ServerThatStaysAway_IsGivenUpAfterLongerAndLongerWaits()
    {
        var unwell = Enumerable.Repeat(Reply("""{"detail":"down for good"}""", 503), 20).ToArray();
        await using var server = await StartAsync(_time, unwell);

        var failure = await Should.ThrowAsync<HttpRequestException>(() => server.Client.Executions.StreamAsync("e").ToListAsync().AsTask());

        failure.InnerException!.Message.ShouldBe("down for good");
        server.Requests.Count.ShouldBe(13);
        _time.Waited.Select(wait => wait.TotalSeconds).ShouldBe([0.5, 1, 2, 4, 8, 10, 10, 10, 10, 10, 10, 10]);
    }

    [Fact]
    public async Task RetryField_SetsTheFirstWait()
    {
        await using var server = await StartAsync(
            _time, Events("retry: 3000\n\n" + Event(1, "a")), Events(Event(2, EventTypes.ExecutionCancelled)));

        await server.Client.Executions.StreamAsync("e").ToListAsync();

        _time.Waited.ShouldBe([TimeSpan.FromSeconds(3)]);
    }

    private static string Describe(ExecutionUpdate update) => update switch
    {
        EventUpdate { Event: var found } => $"{found.Seq} {found.Type}",
        TokenUpdate token => $"{token.StepId}: {token.Text}",
        _ => throw new InvalidOperationException(update.ToString()),
    };
}
