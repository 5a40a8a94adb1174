using System.Net;
using System.Text.Json;
using Agents.Client.Access;
using Agents.Client.Deployments;
using Agents.Client.Executions;
using Agents.Client.Problems;
using Agents.Silo.Access;
using Agents.Silo.Storage;
using Agents.Silo.Tests.Hosting;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace Agents.Silo.Tests.Access;

public sealed class KeyTests
{
    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Key_IsShownOnceAndKeptAsAHash(DatabaseKind kind)
    {
        await using var silo = await KeyedSilo.StartAsync(kind);
        var admin = silo.ClientOf(await silo.NewKeyAsync(KeyScopes.Admin));

        var created = await admin.Keys.CreateAsync(new CreateKey { Name = "Build server", Principal = "grace", Scopes = [KeyScopes.Operator], RateLimit = new RateLimit(10, 60) });
        var listed = (await admin.Keys.ListAsync()).Single(key => key.Id == created.Record.Id);

        created.Key.ShouldStartWith("ak_");
        created.Key.Length.ShouldBe(3 + 43);
        created.ToString().ShouldNotContain(created.Key);
        (listed.Principal, listed.Status, listed.CreatedBy, listed.LastUsedAt).ShouldBe(("user:grace", KeyStatuses.Active, "user:ada", null));
        listed.RateLimit.ShouldBe(new RateLimit(10, 60));
        (await silo.ClientOf(created.Key).Keys.WhoAmIAsync()).Principal.ShouldBe("user:grace");
        await using var connection = await silo.Host.Services.GetRequiredService<IDatabase>().OpenAsync();
        var rows = JsonSerializer.Serialize((await connection.QueryAsync("SELECT * FROM api_keys")).Select(static row => (IDictionary<string, object>)row));
        rows.ShouldNotContain(created.Key);
        rows.ShouldContain(ApiKey.Hash(created.Key)!);
    }

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Rotated_BothWorkForTheOverlapThenTheNewOneAlone(DatabaseKind kind)
    {
        var clock = new ManualClock();
        await using var silo = await KeyedSilo.StartAsync(kind, clock.Use);
        var admin = silo.ClientOf(await silo.NewKeyAsync(KeyScopes.Admin));
        var old = await admin.Keys.CreateAsync(new CreateKey { Name = "ci", Scopes = [KeyScopes.Viewer] });

        var fresh = await admin.Keys.RotateAsync(old.Record.Id, TimeSpan.FromHours(1));

        (fresh.Record.Principal, fresh.Record.Replaces).ShouldBe(("key:ci", old.Record.Id));
        fresh.Record.Scopes.ShouldBe([KeyScopes.Viewer]);
        (await silo.ClientOf(old.Key).Keys.WhoAmIAsync()).KeyId.ShouldBe(old.Record.Id);
        (await silo.ClientOf(fresh.Key).Keys.WhoAmIAsync()).KeyId.ShouldBe(fresh.Record.Id);
        clock.Offset = TimeSpan.FromHours(2);
        (await Should.ThrowAsync<AgentsApiException>(() => silo.ClientOf(old.Key).Keys.WhoAmIAsync())).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await silo.ClientOf(fresh.Key).Keys.WhoAmIAsync()).KeyId.ShouldBe(fresh.Record.Id);
        (await Should.ThrowAsync<AgentsApiException>(() => admin.Keys.RotateAsync(old.Record.Id))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await admin.Keys.ListAsync()).Single(key => key.Id == old.Record.Id).Status.ShouldBe(KeyStatuses.Expired);
    }

    [Fact]
    public async Task RevokedAndExpired_AreRefusedAtOnceAndAfterARestart()
    {
        var clock = new ManualClock();
        await using var silo = await KeyedSilo.StartAsync(configure: clock.Use);
        var admin = silo.ClientOf(await silo.NewKeyAsync(KeyScopes.Admin));
        var revoked = await admin.Keys.CreateAsync(new CreateKey { Name = "a", Scopes = [KeyScopes.Viewer] });
        var shortLived = await admin.Keys.CreateAsync(new CreateKey { Name = "b", Scopes = [KeyScopes.Viewer], ExpiresInSeconds = 60 });

        await admin.Keys.RevokeAsync(revoked.Record.Id);

        await RefusedAsync(silo, revoked.Key);
        (await silo.ClientOf(shortLived.Key).Keys.WhoAmIAsync()).Auth.ShouldBe("key");
        clock.Offset = TimeSpan.FromSeconds(61);
        await RefusedAsync(silo, shortLived.Key);
        await silo.Host.RestartAsync();
        await RefusedAsync(silo, revoked.Key);
        await RefusedAsync(silo, shortLived.Key);
    }

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task LastUse_IsWrittenTogetherAndNotPerCall(DatabaseKind kind)
    {
        await using var silo = await KeyedSilo.StartAsync(kind);
        var (admin, viewer) = (silo.ClientOf(await silo.NewKeyAsync(KeyScopes.Admin)), await silo.NewKeyAsync(KeyScopes.Viewer));
        for (var call = 0; call < 20; call++)
        {
            await silo.ClientOf(viewer).Keys.WhoAmIAsync();
        }

        (await admin.Keys.ListAsync()).ShouldAllBe(static key => key.LastUsedAt == null);
        await silo.Host.Services.GetRequiredService<KeyUses>().WriteAsync();
        (await admin.Keys.ListAsync()).ShouldAllBe(static key => key.LastUsedAt != null);
    }

    [Fact]
    public async Task Execution_IsTriggeredByThePrincipalWhateverTheBodyClaims()
    {
        await using var silo = await KeyedSilo.StartAsync();
        var admin = silo.ClientOf(await silo.NewKeyAsync(KeyScopes.Admin));
        await admin.Workflows.CreateAsync(Definitions.Pure);
        var ops = silo.ClientOf((await admin.Keys.CreateAsync(new CreateKey { Name = "ops", Principal = "olga", Scopes = [KeyScopes.Operator] })).Key);

        var execution = await ops.Executions.StartAsync(new StartExecution("pure"), TimeSpan.FromSeconds(30));

        execution.TriggeredBy.ShouldBe("user:olga");
    }

    [Fact]
    public async Task KeyOfADeployment_CallsItAndReadsItsExecutionsAndNothingElse()
    {
        await using var silo = await KeyedSilo.StartAsync();
        var admin = silo.ClientOf(await silo.NewKeyAsync(KeyScopes.Admin));
        await admin.Workflows.CreateAsync(Definitions.Pure);
        await admin.Deployments.CreateAsync(new CreateDeployment("pure") { EndpointPath = "mine" });
        await admin.Deployments.CreateAsync(new CreateDeployment("pure") { EndpointPath = "other" });
        var made = await admin.Keys.CreateOfDeploymentAsync("mine", new CreateKey { Name = "shop" });
        var own = await admin.Executions.StartAsync(new StartExecution("pure"), TimeSpan.FromSeconds(30));

        using var called = await silo.SendAsync(made.Key, "POST", "/api/deployed/mine");
        using var elsewhere = await silo.SendAsync(made.Key, "POST", "/api/deployed/other");
        using var nowhere = await silo.SendAsync(made.Key, "POST", "/api/deployed/missing");
        var id = called.Headers.GetValues("Execution-Id").Single();
        using var read = await silo.SendAsync(made.Key, "GET", $"/api/v1/executions/{id}");
        using var foreign = await silo.SendAsync(made.Key, "GET", $"/api/v1/executions/{own.Id}");
        using var cancelled = await silo.SendAsync(made.Key, "POST", $"/api/v1/executions/{id}/cancel");

        called.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await admin.Executions.GetAsync(id)).TriggeredBy.ShouldBe("key:shop");
        read.StatusCode.ShouldBe(HttpStatusCode.OK);
        new[] { elsewhere, nowhere, foreign, cancelled }.ShouldAllBe(static reply => reply.StatusCode == HttpStatusCode.Forbidden);
        (await admin.Keys.ListOfDeploymentAsync("mine")).ShouldHaveSingleItem().Id.ShouldBe(made.Record.Id);
        (await admin.Keys.ListOfDeploymentAsync("other")).ShouldBeEmpty();

        // One that comes back under the same id does not bring its callers back.
        await admin.Deployments.DeleteAsync("mine");
        await admin.Deployments.CreateAsync(new CreateDeployment("pure") { EndpointPath = "mine" });
        using var late = await silo.SendAsync(made.Key, "POST", "/api/deployed/mine");
        late.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task AgentOfADeployment_RegistersItselfAlone()
    {
        await using var silo = await KeyedSilo.StartAsync();
        var agent = await silo.NewKeyAsync(KeyScopes.Agent("bot"));

        using var itself = await silo.SendAsync(agent, "POST", "/api/v1/deployments/register", """{"deployment_id": "bot", "host": "10.0.0.7", "port": 8090}""");
        using var other = await silo.SendAsync(agent, "POST", "/api/v1/deployments/register", """{"deployment_id": "cat", "host": "10.0.0.7", "port": 8090}""");
        using var beat = await silo.SendAsync(agent, "POST", "/api/v1/deployments/bot/heartbeat");
        using var otherBeat = await silo.SendAsync(agent, "POST", "/api/v1/deployments/cat/heartbeat");

        (itself.StatusCode, beat.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK));
        (other.StatusCode, otherBeat.StatusCode).ShouldBe((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden));
    }

    [Theory]
    [InlineData("{}", "'name'")]
    [InlineData("""{"name": "x"}""", "'scopes'")]
    [InlineData("""{"name": "x", "scopes": ["root"]}""", "'root'")]
    [InlineData("""{"name": "x", "scopes": ["invoke:a b"]}""", "invoke:a b")]
    [InlineData("""{"name": "x", "scopes": ["viewer"], "principal": "team:sre"}""", "'principal'")]
    [InlineData("""{"name": "x", "scopes": ["viewer"], "principal": "system:start"}""", "'principal'")]
    [InlineData("""{"name": "x", "scopes": ["viewer"], "principal": "local"}""", "'principal'")]
    [InlineData("""{"name": "x", "scopes": ["viewer"], "expires_in_seconds": 5}""", "'expires_in_seconds'")]
    [InlineData("""{"name": "x", "scopes": ["viewer"], "rate_limit": {"requests": 0, "per_seconds": 1}}""", "'rate_limit'")]
    public async Task WrongBody_Is400AndSaysWhere(string body, string where)
    {
        await using var silo = await SiloHost.StartAsync();

        using var reply = await silo.PostAsync("/api/v1/settings/keys", body);

        reply.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await reply.Content.ReadFromJsonProblemAsync()).ShouldContain(where);
        (await silo.Client.Keys.ListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task OpenSilo_NeedsNoKeyAndStillTakesOne()
    {
        await using var silo = await SiloHost.StartAsync();
        var made = await silo.Client.Keys.CreateAsync(new CreateKey { Name = "x", Principal = "ada", Scopes = [KeyScopes.Viewer] });

        (await silo.Client.Keys.WhoAmIAsync()).ShouldSatisfyAllConditions(static who => who.Auth.ShouldBe("open"), static who => who.Scopes.ShouldBe([KeyScopes.Admin]));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/whoami") { Headers = { { "Authorization", $"Bearer {made.Key}" } } };
        using var reply = await silo.Http.SendAsync(request);
        (await reply.Content.ReadAsStringAsync()).ShouldContain("user:ada");
        made.Record.CreatedBy.ShouldBe("user:local");
    }

    private static async Task RefusedAsync(KeyedSilo silo, string key)
        => (await Should.ThrowAsync<AgentsApiException>(() => silo.ClientOf(key).Keys.WhoAmIAsync())).Status.ShouldBe(HttpStatusCode.Unauthorized);
}

internal static class ProblemText
{
    public static async Task<string> ReadFromJsonProblemAsync(this HttpContent content)
        => JsonDocument.Parse(await content.ReadAsStringAsync()).RootElement.GetProperty("detail").GetString()!;
}
