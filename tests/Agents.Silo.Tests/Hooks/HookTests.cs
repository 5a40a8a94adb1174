using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Agents.Client.Executions;
using Agents.Client.Hooks;
using Agents.Client.Problems;
using Agents.Client.Secrets;
using Agents.Silo.Hooks;
using Agents.Silo.Storage;
using Agents.Silo.Tests.Hosting;
using Agents.Silo.Webhooks;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace Agents.Silo.Tests.Hooks;

public sealed class HookTests
{
    private const string Secret = "a shared secret";

    private readonly ManualClock _clock = new();

    public static TheoryData<DatabaseKind> Databases => [DatabaseKind.Sqlite, DatabaseKind.Postgres];

    private async Task<SiloHost> StartAsync(AddHook hook, DatabaseKind kind = DatabaseKind.Sqlite)
    {
        var silo = await SiloHost.StartAsync(kind, _clock.Use);
        await silo.CreateAsync(Definitions.TwoSteps);
        await silo.Client.Secrets.SetAsync(new SetSecret { Name = "HOOK_SECRET", Value = Secret });
        await silo.Client.Secrets.SetAsync(new SetSecret { Name = "VERIFY_TOKEN", Value = "a verify token" });
        await silo.Client.Hooks.AddAsync(hook);
        return silo;
    }

    private static AddHook Hook(string scheme = HookSchemes.Generic, string? inputs = null) => new("orders", scheme, "HOOK_SECRET")
    {
        WorkflowId = "two-steps",
        Inputs = inputs is null ? null : JsonElement.Parse(inputs),
        VerifySecret = scheme == HookSchemes.WhatsApp ? "VERIFY_TOKEN" : null,
    };

    private Task<HttpResponseMessage> SendAsync(SiloHost silo, string body, string id)
        => silo.PostAsync("/hooks/orders", body, headers: [("X-Agents-Signature", WebhookSignature.Of(Encoding.UTF8.GetBytes(body), Encoding.UTF8.GetBytes(Secret), _clock.GetUtcNow())), ("webhook-id", id)]);

    private static Task<HttpResponseMessage> SendHubAsync(SiloHost silo, string body, params (string, string)[] headers)
        => silo.PostAsync("/hooks/orders", body, headers: [("X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(body)))), .. headers]);

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage reply) => JsonElement.Parse(await reply.Content.ReadAsStringAsync());

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task SignedEvent_StartsOnce_HoweverOftenItIsSent(DatabaseKind kind)
    {
        await using var silo = await StartAsync(Hook(), kind);

        using var first = await SendAsync(silo, """{"topic": "tea"}""", "evt-1");
        using var again = await SendAsync(silo, """{"topic": "tea"}""", "evt-1");
        using var other = await SendAsync(silo, """{"topic": "rain"}""", "evt-2");

        (first.StatusCode, again.StatusCode, other.StatusCode).ShouldBe((HttpStatusCode.Accepted, HttpStatusCode.OK, HttpStatusCode.Accepted));
        var receipt = await JsonAsync(first);
        (await JsonAsync(again)).GetProperty("execution_id").GetString().ShouldBe(receipt.GetProperty("execution_id").GetString());
        var execution = await silo.EndAsync(receipt.GetProperty("execution_id").GetString()!);
        (execution.Status, execution.TriggerType, execution.TriggeredBy, execution.Inputs.GetProperty("topic").GetString())
            .ShouldBe((ExecutionStatuses.Completed, TriggerTypes.Webhook, "webhook:orders", "tea"));
        (await silo.Client.Executions.ListAsync(new ExecutionFilter { WorkflowId = "two-steps" })).Items.Count.ShouldBe(2);
        (await silo.Client.Hooks.ListEventsAsync("orders")).Items.Select(static one => (one.EventId, one.Status)).ShouldBe([("evt-2", "started"), ("evt-1", "started")]);
    }

    [Fact]
    public async Task WhatIsNotSigned_IsNotLetIn()
    {
        await using var silo = await StartAsync(Hook());
        var signature = WebhookSignature.Of("{}"u8, Encoding.UTF8.GetBytes(Secret), _clock.GetUtcNow().AddMinutes(-6));

        using var unsigned = await silo.PostAsync("/hooks/orders", "{}");
        using var old = await silo.PostAsync("/hooks/orders", "{}", headers: ("X-Agents-Signature", signature));
        using var elsewhere = await silo.PostAsync("/hooks/nobody", "{}");

        (unsigned.StatusCode, old.StatusCode, elsewhere.StatusCode).ShouldBe((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.NotFound));
        (await old.Content.ReadAsStringAsync()).ShouldContain("300 s");
        (await silo.Client.Hooks.ListEventsAsync()).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task GitHub_IsAnsweredAndMapped()
    {
        await using var silo = await StartAsync(Hook(HookSchemes.GitHub, """{"topic": "{{ event.type }} {{ body.issue.title }}", "words": "{{ body.issue.number }}"}"""));

        using var ping = await SendHubAsync(silo, """{"zen": "x"}""", ("X-GitHub-Event", "ping"), ("X-GitHub-Delivery", "d-0"));
        using var issue = await SendHubAsync(silo, """{"issue": {"number": 7, "title": "Rain"}}""", ("X-GitHub-Event", "issues"), ("X-GitHub-Delivery", "d-1"));

        (await JsonAsync(ping)).GetProperty("status").GetString().ShouldBe("pong");
        var receipt = await JsonAsync(issue);
        receipt.GetProperty("event_id").GetString().ShouldBe("d-1");
        var inputs = (await silo.EndAsync(receipt.GetProperty("execution_id").GetString()!)).Inputs;
        (inputs.GetProperty("topic").GetString(), inputs.GetProperty("words").GetInt32()).ShouldBe(("issues Rain", 7));
    }

    [Fact]
    public async Task Slack_IsGreeted_AndFormsAreRead()
    {
        await using var silo = await StartAsync(Hook(HookSchemes.Slack, """{"topic": "{{ body.text }}"}"""));
        Task<HttpResponseMessage> SlackAsync(string body, string mediaType)
        {
            var time = _clock.GetUtcNow().ToUnixTimeSeconds();
            var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"v0:{time}:{body}"));
            return silo.PostAsync("/hooks/orders", body, mediaType, ("X-Slack-Request-Timestamp", $"{time}"), ("X-Slack-Signature", $"v0={Convert.ToHexStringLower(mac)}"));
        }

        using var greeting = await SlackAsync("""{"type": "url_verification", "challenge": "abc"}""", "application/json");
        using var command = await SlackAsync("text=tea+time&trigger_id=t-1&command=%2Fdraft", "application/x-www-form-urlencoded");

        (await JsonAsync(greeting)).GetProperty("challenge").GetString().ShouldBe("abc");
        var receipt = await JsonAsync(command);
        receipt.GetProperty("event_id").GetString().ShouldBe("t-1");
        (await silo.EndAsync(receipt.GetProperty("execution_id").GetString()!)).Inputs.GetProperty("topic").GetString().ShouldBe("tea time");
    }

    [Fact]
    public async Task WhatsApp_AsksWhetherTheAddressIsOurs()
    {
        await using var silo = await StartAsync(Hook(HookSchemes.WhatsApp, """{"topic": "{{ body.entry[0].id }}"}"""));

        (await silo.Http.GetStringAsync("/hooks/orders?hub.mode=subscribe&hub.verify_token=a%20verify%20token&hub.challenge=1158201444")).ShouldBe("1158201444");
        (await silo.Http.GetAsync("/hooks/orders?hub.mode=subscribe&hub.verify_token=other&hub.challenge=1")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var first = await SendHubAsync(silo, """{"object": "whatsapp_business_account", "entry": [{"id": "e-1"}]}""");
        using var again = await SendHubAsync(silo, """{"object": "whatsapp_business_account", "entry": [{"id": "e-1"}]}""");
        (first.StatusCode, again.StatusCode).ShouldBe((HttpStatusCode.Accepted, HttpStatusCode.OK));
    }

    [Fact]
    public async Task RefusedEvent_IsKept_AndLetInWhenItIsSentAgain()
    {
        await using var silo = await StartAsync(Hook());
        await silo.Client.Workflows.DisableAsync("two-steps");

        using var refused = await SendAsync(silo, """{"topic": "tea"}""", "evt-1");
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await silo.Client.Hooks.ListEventsAsync()).Items.ShouldHaveSingleItem().Detail.ShouldBe("Workflow 'two-steps' is disabled.");
        await silo.Client.Workflows.EnableAsync("two-steps");
        using var again = await SendAsync(silo, """{"topic": "tea"}""", "evt-1");

        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await silo.Client.Hooks.ListEventsAsync()).Items.ShouldHaveSingleItem().Status.ShouldBe(HookEventStatuses.Started);
    }

    [Fact]
    public async Task Replay_StartsAnotherExecution()
    {
        await using var silo = await StartAsync(Hook());
        using var first = await SendAsync(silo, """{"topic": "tea"}""", "evt-1");
        var receipt = await JsonAsync(first);

        var again = await silo.Client.Hooks.ReplayAsync(receipt.GetProperty("id").GetString()!);

        again.ExecutionId.ShouldNotBe(receipt.GetProperty("execution_id").GetString());
        (await silo.EndAsync(again.ExecutionId)).Inputs.GetProperty("topic").GetString().ShouldBe("tea");
        (await silo.Client.Hooks.ListEventsAsync()).Items[0].ReplayOf.ShouldBe(receipt.GetProperty("id").GetString());
        (await Should.ThrowAsync<AgentsApiException>(() => silo.Client.Hooks.ReplayAsync("none"))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task SiloThatDiesAfterTakingAnEvent_StartsItOnce()
    {
        await using var silo = await StartAsync(Hook());
        var store = silo.Services.GetRequiredService<HookStore>();
        var left = await store.RecordAsync(new HookEventRow
        {
            Id = "1",
            Name = "orders",
            EventId = "evt-1",
            Body = """{"topic": "tea"}""",
            Status = HookEventStatuses.Received,
            ExecutionId = silo.Services.GetRequiredService<IdGenerator>().Next(),
            ReceivedAt = _clock.GetUtcNow(),
        });

        await silo.RestartAsync();
        await silo.Services.GetRequiredService<HookSweep>().RecoverAsync(CancellationToken.None);

        (await silo.EndAsync(left.Event.ExecutionId)).Status.ShouldBe(ExecutionStatuses.Completed);
        (await silo.Client.Hooks.ListEventsAsync()).Items.ShouldHaveSingleItem().Status.ShouldBe(HookEventStatuses.Started);
        (await silo.Client.Executions.ListAsync(new ExecutionFilter { WorkflowId = "two-steps" })).Items.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"name": "x", "scheme": "none", "secret": "HOOK_SECRET", "workflow_id": "two-steps"}""", 400, "'scheme' is one of")]
    [InlineData("""{"name": "dead", "scheme": "github", "secret": "HOOK_SECRET", "workflow_id": "two-steps"}""", 400, "'name' is")]
    [InlineData("""{"name": "x", "scheme": "github", "secret": "MISSING", "workflow_id": "two-steps"}""", 400, "no secret 'MISSING'")]
    [InlineData("""{"name": "x", "scheme": "github", "secret": "not a name but a value", "workflow_id": "two-steps"}""", 400, "never its value")]
    [InlineData("""{"name": "x", "scheme": "whatsapp", "secret": "HOOK_SECRET", "workflow_id": "two-steps"}""", 400, "needs 'verify_secret'")]
    [InlineData("""{"name": "x", "scheme": "github", "secret": "HOOK_SECRET"}""", 400, "'workflow_id' or 'deployment_id'")]
    [InlineData("""{"name": "x", "scheme": "github", "secret": "HOOK_SECRET", "workflow_id": "two-steps", "inputs": {"a": "{{ body. }}"}}""", 400, "'inputs' cannot be read")]
    [InlineData("""{"name": "x", "scheme": "github", "secret": "HOOK_SECRET", "workflow_id": "none"}""", 404, "no workflow")]
    [InlineData("""{"name": "orders", "scheme": "github", "secret": "HOOK_SECRET", "workflow_id": "two-steps"}""", 409, "already")]
    public async Task Hook_IsRefused(string body, int status, string detail)
    {
        await using var silo = await StartAsync(Hook());
        using var reply = await silo.PostAsync("/api/v1/webhooks", body);
        ((int)reply.StatusCode).ShouldBe(status);
        var text = await reply.Content.ReadAsStringAsync();
        text.ShouldContain(detail);
        text.ShouldNotContain("not a name but a value");
    }

    [Fact]
    public async Task OldEvents_AreForgotten_AndAHookTakesItsEventsWithIt()
    {
        await using var silo = await StartAsync(Hook());
        using var old = await SendAsync(silo, """{"topic": "tea"}""", "evt-1");
        _clock.Offset += TimeSpan.FromDays(31);
        using var young = await SendAsync(silo, """{"topic": "tea"}""", "evt-2");
        await silo.Services.GetRequiredService<HookStore>().RemoveOldAsync(_clock.GetUtcNow() - HookSweep.Kept);
        (await silo.Client.Hooks.ListEventsAsync()).Items.ShouldHaveSingleItem().EventId.ShouldBe("evt-2");

        await silo.Client.Hooks.DeleteAsync("orders");
        (await silo.Client.Hooks.ListAsync()).Items.ShouldBeEmpty();
        await using var connection = await silo.Services.GetRequiredService<IDatabase>().OpenAsync();
        (await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM webhook_events")).ShouldBe(0);
    }
}
