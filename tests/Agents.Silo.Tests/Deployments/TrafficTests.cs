using System.Net;
using System.Net.Http.Json;
using Agents.Client.Access;
using Agents.Client.Deployments;
using Agents.Client.Json;
using Agents.Silo.Tests.Access;
using Agents.Silo.Tests.Hosting;

namespace Agents.Silo.Tests.Deployments;

public sealed class TrafficTests
{
    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Traffic_IsKeptToldToTheGatewayAndTakenAway(DatabaseKind kind)
    {
        await using var silo = await SiloHost.StartAsync(kind);
        await silo.CreateAsync(Definitions.Pure);
        await silo.Client.Deployments.CreateAsync(new CreateDeployment("pure") { EndpointPath = "a" });
        var traffic = new DeploymentTraffic { RateLimit = new RateLimit(100, 60), MaxConcurrent = 5, MaxBodyBytes = 1_000, TimeoutSeconds = 30, CorsOrigins = ["https://shop.example.com"] };

        var changed = await silo.Client.Deployments.ChangeAsync("a", new ChangeDeployment { Traffic = traffic });
        var renamed = await silo.Client.Deployments.ChangeAsync("a", new ChangeDeployment { Name = "New" });
        var table = await TableAsync(silo, null);
        var cleared = await silo.Client.Deployments.ChangeAsync("a", new ChangeDeployment { Traffic = new DeploymentTraffic() });

        (changed.Traffic!.RateLimit, changed.Traffic.MaxConcurrent, changed.Traffic.MaxBodyBytes, changed.Traffic.TimeoutSeconds).ShouldBe((new RateLimit(100, 60), 5, 1_000, 30));
        renamed.Traffic!.CorsOrigins.ShouldBe(["https://shop.example.com"]);
        var route = table!.Deployments.ShouldHaveSingleItem();
        (route.Id, route.Path, route.Traffic!.RateLimit).ShouldBe(("a", "a", new RateLimit(100, 60)));
        cleared.Traffic.ShouldBeNull();
    }

    [Fact]
    public async Task Gateway_IsAnsweredAsSoonAsSomethingChanges()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.Pure);
        var before = await TableAsync(silo, null);

        var waiting = TableAsync(silo, before!.Tag);
        await silo.Client.Deployments.CreateAsync(new CreateDeployment("pure") { EndpointPath = "b" });
        var created = await waiting;
        waiting = TableAsync(silo, created!.Tag);
        await silo.Client.Keys.CreateAsync(new CreateKey { Name = "x", Scopes = [KeyScopes.Viewer], RateLimit = new RateLimit(5, 1) });
        var keyed = await waiting;
        waiting = TableAsync(silo, keyed!.Tag);
        await silo.Client.Deployments.DeleteAsync("b");
        var removed = await waiting;

        created.Deployments.ShouldHaveSingleItem().Path.ShouldBe("b");
        keyed.Keys.ShouldHaveSingleItem().RateLimit.ShouldBe(new RateLimit(5, 1));
        removed!.Deployments.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"traffic": {"rate_limit": {"requests": 0, "per_seconds": 1}}}""", "'rate_limit'")]
    [InlineData("""{"traffic": {"rate_limit": {"requests": 5}}}""", "'rate_limit'")]
    [InlineData("""{"traffic": {"max_concurrent": 0}}""", "'max_concurrent'")]
    [InlineData("""{"traffic": {"max_body_bytes": "big"}}""", "'max_body_bytes'")]
    [InlineData("""{"traffic": {"timeout_seconds": 4000}}""", "'timeout_seconds'")]
    [InlineData("""{"traffic": {"cors_origins": ["shop.example.com"]}}""", "'cors_origins'")]
    [InlineData("""{"traffic": {"cors_origins": "*"}}""", "'cors_origins'")]
    [InlineData("""{"traffic": {"speed": 1}}""", "'speed'")]
    [InlineData("""{"traffic": 5}""", "'traffic'")]
    public async Task WrongTraffic_Is400AndSaysWhere(string body, string where)
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.Pure);
        await silo.Client.Deployments.CreateAsync(new CreateDeployment("pure") { EndpointPath = "a" });
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var reply = await silo.Http.PutAsync("/api/v1/deployments/a", content);

        reply.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await reply.Content.ReadFromJsonProblemAsync()).ShouldContain(where);
    }

    private static Task<GatewayTable?> TableAsync(SiloHost silo, string? since)
        => silo.Http.GetFromJsonAsync($"/internal/routes{(since is null ? "" : $"?since={since}")}", AgentsJson.Wire.GatewayTable);
}
