using Agents.Client.Approvals;
using Agents.Silo.Storage;
using Agents.Silo.Tests.Hosting;
using Agents.Silo.Webhooks;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Agents.Silo.Tests.Webhooks;

public sealed class ApprovalWebhookTests
{
    private const string Secret = "a shared secret";

    private const string Gate = """
        id: gate
        name: Payments
        states:
          - {name: ask, type: human_approval, title: "Pay {{ amount }}?", message: Really?, approvers: [ada], timeout: 8h, remindAfter: 1h, escalateAfter: {after: 2h, to: [bob]}, end: true}
        """;

    private readonly ManualClock _clock = new();

    private Task<SiloHost> StartAsync(WebhookReceiver receiver, params string[] settings)
        => SiloHost.StartAsync(_clock.Use, ["--AGENTS_APPROVAL_WEBHOOK_URL", receiver.Url, .. settings]);

    private static async Task<(string Execution, string Approval)> AskAsync(SiloHost silo, object? inputs = null)
    {
        await silo.CreateAsync(Gate);
        var execution = await silo.RunAsync("gate", inputs ?? new { amount = 5 }, TimeSpan.Zero);
        return (execution.Id, (await silo.Client.Approvals.ListAsync(new ApprovalFilter { ExecutionId = execution.Id })).Items[0].Id);
    }

    private static Task OwesNothingAsync(SiloHost silo) => Eventually.TrueAsync(async () => await OwedAsync(silo) == 0);

    private static async Task<long> OwedAsync(SiloHost silo)
    {
        await using var connection = await silo.Services.GetRequiredService<IDatabase>().OpenAsync();
        return await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM outgoing_webhooks WHERE status = 'pending'");
    }

    [Fact]
    public async Task Request_IsSentSignedToTheConfiguredUrl()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var silo = await StartAsync(receiver, "--AGENTS_APPROVAL_WEBHOOK_SECRET", Secret);

        var (execution, approval) = await AskAsync(silo);
        await OwesNothingAsync(silo);

        var sent = receiver.Received.ShouldHaveSingleItem();
        (sent.Path, sent.Headers["X-Agents-Event"], sent.Headers["idempotency-key"]).ShouldBe(("/hooks/approvals", "approval.requested", sent.Id));
        sent.IsSignedWith(Secret).ShouldBeTrue();
        sent.IsSignedWith("another").ShouldBeFalse();
        var message = sent.Json;
        message.GetProperty("id").GetString().ShouldBe(sent.Id);
        (message.GetProperty("type").GetString(), message.GetProperty("execution_id").GetString(), message.GetProperty("workflow_name").GetString())
            .ShouldBe(("approval.requested", execution, "Payments"));
        var asked = message.GetProperty("approval");
        (asked.GetProperty("id").GetString(), asked.GetProperty("title").GetString(), asked.GetProperty("payload").GetProperty("amount").GetInt32())
            .ShouldBe((approval, "Pay 5?", 5));
        asked.GetProperty("approvers").EnumerateArray().Select(static name => name.GetString()).ShouldBe(["user:ada"]);
    }

    [Fact]
    public async Task ReminderAndEscalation_AreSentToo_WithIdsOfTheirOwn()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var silo = await StartAsync(receiver);
        var (_, approval) = await AskAsync(silo);

        await receiver.HasReceivedAsync(1);
        _clock.Offset += TimeSpan.FromMinutes(61);
        await receiver.HasReceivedAsync(2);
        _clock.Offset += TimeSpan.FromHours(1);
        await receiver.HasReceivedAsync(3);
        await OwesNothingAsync(silo);

        receiver.Received.Select(static sent => sent.Headers["X-Agents-Event"]).ShouldBe(["approval.requested", "approval.reminded", "approval.escalated"]);
        receiver.Received.Select(static sent => sent.Id).ShouldBeUnique();
        receiver.Received.Select(static sent => sent.Json.GetProperty("approval").GetProperty("id").GetString()).ShouldAllBe(id => id == approval);
        receiver.Received[2].Json.GetProperty("approval").GetProperty("approvers").EnumerateArray().Select(static name => name.GetString()).ShouldBe(["user:ada", "user:bob"]);
        receiver.Received[0].Headers.Keys.ShouldNotContain("X-Agents-Signature", StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Failures_AreTriedAgainWithTheSameId_AndTheSameBody()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerWith(500);
        receiver.AnswerWith(302, ("Location", "/elsewhere"));
        await using var silo = await StartAsync(receiver);

        var (execution, approval) = await AskAsync(silo);
        await receiver.HasReceivedAsync(1);
        await Eventually.TrueAsync(() => AttemptsAsync(silo, 1));
        _clock.Offset += TimeSpan.FromSeconds(2);
        await receiver.HasReceivedAsync(2);
        await Eventually.TrueAsync(() => AttemptsAsync(silo, 2));
        // Executions never wait for a receiver.
        await silo.Client.Approvals.ApproveAsync(approval, new ApprovalDecision { Actor = "ada" });
        (await silo.EndAsync(execution)).Status.ShouldBe("completed");
        _clock.Offset += TimeSpan.FromSeconds(3);
        await OwesNothingAsync(silo);

        receiver.Received.Count.ShouldBe(3);
        receiver.Received.ShouldAllBe(sent => sent.Id == receiver.Received[0].Id && sent.Body == receiver.Received[0].Body && sent.Path == "/hooks/approvals");
    }

    private static async Task<bool> AttemptsAsync(SiloHost silo, int failed)
    {
        await using var connection = await silo.Services.GetRequiredService<IDatabase>().OpenAsync();
        return await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM outgoing_webhooks WHERE attempts = @failed AND error IS NOT NULL", new { failed }) == 1;
    }

    [Fact]
    public async Task RetryAfter_IsHonoured()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerWith(429, ("Retry-After", "600"));
        await using var silo = await StartAsync(receiver);
        var sweep = silo.Services.GetServices<IHostedService>().OfType<WebhookSweep>().Single();

        await AskAsync(silo);
        await Eventually.TrueAsync(() => AttemptsAsync(silo, 1));
        _clock.Offset += TimeSpan.FromMinutes(9);
        (await sweep.RunAsync(CancellationToken.None)).ShouldBe(0);
        _clock.Offset += TimeSpan.FromMinutes(2);
        await OwesNothingAsync(silo);

        receiver.Received.Count.ShouldBe(2);
    }

    [Fact]
    public async Task NoAnswer_IsAFailure()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var left = new TaskCompletionSource();
        receiver.AnswerWith(http =>
        {
            http.RequestAborted.Register(left.SetResult);
            return left.Task;
        });
        await using var silo = await StartAsync(receiver, "--Webhooks:Timeout", "00:00:03");

        await AskAsync(silo);
        await left.Task;
        await Eventually.TrueAsync(() => AttemptsAsync(silo, 1));
        _clock.Offset += TimeSpan.FromSeconds(5);
        await OwesNothingAsync(silo);

        receiver.Received.Count.ShouldBe(2);
    }

    [Fact]
    public async Task UnfinishedAttempt_IsMadeAgainAfterARestart()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var left = new TaskCompletionSource();
        receiver.AnswerWith(http =>
        {
            http.RequestAborted.Register(left.SetResult);
            return left.Task;
        });
        await using var silo = await StartAsync(receiver);
        await AskAsync(silo);
        await receiver.HasReceivedAsync(1);

        await silo.RestartAsync(between: () => _clock.Offset += TimeSpan.FromMinutes(1));
        await OwesNothingAsync(silo);

        receiver.Received.Count.ShouldBe(2);
        receiver.Received[1].Id.ShouldBe(receiver.Received[0].Id);
    }

    [Fact]
    public async Task GivenUp_IsListed_AndCanBeSentAgain()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerWith(503);
        receiver.AnswerWith(503);
        await using var silo = await StartAsync(receiver, "--Webhooks:MostAttempts", "2");
        var (execution, _) = await AskAsync(silo);
        await Eventually.TrueAsync(() => AttemptsAsync(silo, 1));
        (await silo.Client.Webhooks.ListDeadAsync()).Total.ShouldBe(0);
        _clock.Offset += TimeSpan.FromSeconds(5);
        await Eventually.TrueAsync(async () => (await silo.Client.Webhooks.ListDeadAsync()).Total == 1);

        var dead = (await silo.Client.Webhooks.ListDeadAsync()).Items.ShouldHaveSingleItem();
        (dead.Event, dead.ExecutionId, dead.Attempts, dead.Error).ShouldBe(("approval.requested", execution, 2, "It answered 503."));
        _clock.Offset += TimeSpan.FromDays(1);
        (await silo.Services.GetServices<IHostedService>().OfType<WebhookSweep>().Single().RunAsync(CancellationToken.None)).ShouldBe(0);
        (await silo.Client.Webhooks.RetryAsync(dead.Id)).Status.ShouldBe("pending");
        await OwesNothingAsync(silo);

        receiver.Received.Count.ShouldBe(3);
        (await silo.Client.Webhooks.ListDeadAsync()).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Gone_IsGivenUpAtOnce()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerWith(410);
        await using var silo = await StartAsync(receiver);

        await AskAsync(silo);

        await Eventually.TrueAsync(async () => (await silo.Client.Webhooks.ListDeadAsync()).Total == 1);
        receiver.Received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task LargePayload_IsSentWhole()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var silo = await StartAsync(receiver, "--AGENTS_APPROVAL_WEBHOOK_SECRET", Secret);

        await AskAsync(silo, new { amount = 1, text = new string('x', 100_000) });
        await OwesNothingAsync(silo);

        var sent = receiver.Received.ShouldHaveSingleItem();
        sent.Json.GetProperty("approval").GetProperty("payload").GetProperty("text").GetString()!.Length.ShouldBe(100_000);
        sent.IsSignedWith(Secret).ShouldBeTrue();
    }

    [Fact]
    public async Task WithoutUrl_NothingIsOwed()
    {
        await using var silo = await SiloHost.StartAsync();

        await AskAsync(silo);

        (await OwedAsync(silo)).ShouldBe(0);
    }

    [Theory]
    [InlineData("ftp://somewhere/secret-path")]
    [InlineData("not an address")]
    [InlineData("https://user:secret-path@host/")]
    public async Task WrongUrl_StopsTheStart_WithoutRepeatingIt(string url)
    {
        var problem = await Should.ThrowAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => SiloHost.StartAsync("--AGENTS_APPROVAL_WEBHOOK_URL", url));

        problem.Message.ShouldContain("AGENTS_APPROVAL_WEBHOOK_URL");
        problem.Message.ShouldNotContain("secret-path");
    }
}
