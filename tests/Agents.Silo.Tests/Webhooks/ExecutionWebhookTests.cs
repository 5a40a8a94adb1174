using Agents.Client.Executions;
using Agents.Silo.Tests.Hosting;

namespace Agents.Silo.Tests.Webhooks;

public sealed class ExecutionWebhookTests
{
    [Fact]
    public async Task End_IsToldOnce_WithOutputsOrTheError()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var silo = await SiloHost.StartAsync(static _ => { }, "--AGENTS_EXECUTION_WEBHOOK_URL", receiver.Url, "--AGENTS_EXECUTION_WEBHOOK_SECRET", "a shared secret");
        await silo.CreateAsync(Definitions.Pure);
        await silo.CreateAsync("""
            id: broken
            states:
              - {name: stop, type: fail, error: {code: no_luck, message: "Nothing came of it"}}
            """);

        var completed = await silo.RunAsync("pure");
        await receiver.HasReceivedAsync(1);
        var failed = await silo.RunAsync("broken");
        await receiver.HasReceivedAsync(2);

        receiver.Received.Select(static sent => sent.Headers["X-Agents-Event"]).ShouldBe(["execution.completed", "execution.failed"]);
        receiver.Received.ShouldAllBe(static sent => sent.IsSignedWith("a shared secret"));
        receiver.Received.Select(static sent => sent.Json.GetProperty("execution_id").GetString()).ShouldBe([completed.Id, failed.Id]);
        var (first, second) = (receiver.Received[0].Json.GetProperty("execution"), receiver.Received[1].Json.GetProperty("execution"));
        (first.GetProperty("status").GetString(), first.GetProperty("outputs").GetProperty("n").GetInt32()).ShouldBe((ExecutionStatuses.Completed, 4));
        (second.GetProperty("status").GetString(), second.GetProperty("error").GetProperty("message").GetString()).ShouldBe((ExecutionStatuses.Failed, "Nothing came of it"));
    }

    [Fact]
    public async Task Child_IsNotTold_ItsParentIs()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var silo = await SiloHost.StartAsync(static _ => { }, "--AGENTS_EXECUTION_WEBHOOK_URL", receiver.Url);
        await silo.CreateAsync(Definitions.Pure);
        await silo.CreateAsync("""
            id: parent
            states:
              - {name: call, type: workflow, workflow: pure, end: true}
            """);

        var parent = await silo.RunAsync("parent");
        parent.Status.ShouldBe(ExecutionStatuses.Completed);
        await receiver.HasReceivedAsync(1);

        receiver.Received.ShouldHaveSingleItem().Json.GetProperty("execution_id").GetString().ShouldBe(parent.Id);
    }
}
