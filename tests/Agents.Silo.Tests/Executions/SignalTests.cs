using System.Net;
using System.Text.Json;
using Agents.Client.Executions;
using Agents.Silo.Tests.Hosting;

namespace Agents.Silo.Tests.Executions;

public sealed class SignalTests
{
    private const string Paid = """
        id: paid
        states:
          - {name: wait, type: signal, signal: paid, end: true}
        """;

    private static SendSignal Signal(int amount, string? id = null) => new("paid") { Payload = JsonSerializer.SerializeToElement(new { amount }), Id = id };

    [Fact]
    public async Task Signal_WakesASleeperAlsoAfterARestart()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Paid);
        var waiting = await silo.RunAsync("paid", wait: TimeSpan.Zero);
        waiting.Status.ShouldBe("waiting_signal");
        await silo.RestartAsync();

        var ended = await silo.Client.Executions.SignalAsync(waiting.Id, Signal(7));

        ended.Status.ShouldBe("completed");
        ended.Outputs!.Value.GetProperty("amount").GetInt32().ShouldBe(7);
        (await silo.Client.Executions.GetStepsAsync(waiting.Id)).Items.ShouldHaveSingleItem().Status.ShouldBe("succeeded");
    }

    [Fact]
    public async Task SameId_CountsOnce()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync("""
            id: twice
            states:
              - {name: first, type: signal, signal: paid, next: second}
              - {name: second, type: signal, signal: paid, end: true}
            """);
        var waiting = await silo.RunAsync("twice", wait: TimeSpan.Zero);

        var once = await silo.Client.Executions.SignalAsync(waiting.Id, Signal(1, "a"));
        var again = await silo.Client.Executions.SignalAsync(waiting.Id, Signal(1, "a"));

        again.LastSeq.ShouldBe(once.LastSeq);
        again.CurrentState.ShouldBe("second");
    }

    [Fact]
    public async Task Signal_ToWhatIsOver_Conflicts()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.Pure);
        var ended = await silo.RunAsync("pure");

        using var reply = await silo.PostAsync($"/api/v1/executions/{ended.Id}/signals", """{"name": "paid"}""");

        reply.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await reply.Content.ReadAsStringAsync()).ShouldContain("\"current_status\":\"completed\"");
    }

    [Theory]
    [InlineData("", "JSON")]
    [InlineData("{}", "name")]
    [InlineData("""{"name": ""}""", "'name'")]
    [InlineData("""{"name": "x", "id": ""}""", "'id'")]
    public async Task WrongBody_SaysWhatIsWrong(string body, string text)
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Paid);
        var waiting = await silo.RunAsync("paid", wait: TimeSpan.Zero);

        using var reply = await silo.PostAsync($"/api/v1/executions/{waiting.Id}/signals", body);

        reply.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await reply.Content.ReadAsStringAsync()).ShouldContain(text);
    }

    [Fact]
    public async Task Signal_ToNothing_IsNotFound()
    {
        await using var silo = await SiloHost.StartAsync();

        using var reply = await silo.PostAsync("/api/v1/executions/nothing/signals", """{"name": "paid"}""");

        reply.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
