using System.Net;
using Agents.Client.Deployments;
using Agents.Client.Problems;
using Agents.Silo.Deployments;
using Agents.Silo.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace Agents.Silo.Tests.Deployments;

public sealed class RegistrationTests
{
    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Registered_LivesByItsHeartbeatsAndIsCleanedUpWhenTheyEnd(DatabaseKind kind)
    {
        var clock = new ManualClock();
        await using var silo = await SiloHost.StartAsync(kind, clock.Use);
        await silo.Client.Deployments.RegisterAsync(new RegisterDeployment("bot", "localhost", 8090) { WorkflowName = "Research", Capabilities = ["search"] });
        await silo.Client.Deployments.RegisterAsync(new RegisterDeployment("quiet", "10.0.0.7", 8091));
        clock.Offset = TimeSpan.FromSeconds(50);
        (await silo.Client.Deployments.BeatAsync("bot")).Health.ShouldBe("alive");
        await silo.Services.GetRequiredService<Heartbeats>().WriteAsync();
        clock.Offset = TimeSpan.FromSeconds(70);

        var (alive, dead) = (await silo.Client.Deployments.GetAsync("bot"), await silo.Client.Deployments.GetAsync("quiet"));
        var removed = await silo.Client.Deployments.CleanUpAsync();

        (alive.Status, alive.Health, alive.Url, alive.Kind).ShouldBe(("active", "alive", "http://localhost:8090", "external"));
        alive.Capabilities.ShouldBe(["search"]);
        (dead.Status, dead.Health).ShouldBe(("inactive", "dead"));
        dead.StatusReason!.ShouldContain("60 s");
        removed.Removed.ShouldBe(["quiet"]);
        (await silo.Client.Deployments.ListAsync()).Items.ShouldHaveSingleItem().Id.ShouldBe("bot");
        // It is to register again, and may.
        (await Should.ThrowAsync<AgentsApiException>(() => silo.Client.Deployments.BeatAsync("quiet"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await silo.Client.Deployments.RegisterAsync(new RegisterDeployment("quiet", "10.0.0.8", 8091))).ShouldSatisfyAllConditions(
            static back => back.Health.ShouldBe("alive"), static back => back.Host.ShouldBe("10.0.0.8"));
    }

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Container_IsToldToTheGateway_AndFollowedWhenItMoves(DatabaseKind kind)
    {
        await using var silo = await SiloHost.StartAsync(kind);
        var feed = silo.Services.GetRequiredService<RouteFeed>();
        await silo.Client.Deployments.RegisterAsync(new RegisterDeployment("bot", "localhost", 8089));
        var before = await feed.NextAsync(null, CancellationToken.None);

        var registered = await silo.Client.Deployments.RegisterAsync(new RegisterDeployment("box", "localhost", 8090) { Kind = DeploymentKinds.Container });
        var first = await feed.NextAsync(before!.Tag, CancellationToken.None);
        await silo.Client.Deployments.RegisterAsync(new RegisterDeployment("box", "localhost", 8091) { Kind = DeploymentKinds.Container });
        var second = await feed.NextAsync(first!.Tag, CancellationToken.None);

        registered.Kind.ShouldBe(DeploymentKinds.Container);
        before.Containers.ShouldBeEmpty();
        (first.Containers.ShouldHaveSingleItem(), second!.Containers.ShouldHaveSingleItem()).ShouldBe((new GatewayContainer("box", "localhost", 8090), new GatewayContainer("box", "localhost", 8091)));
        (await Should.ThrowAsync<AgentsApiException>(() => silo.Client.Deployments.RegisterAsync(new RegisterDeployment("box", "localhost", 8091) { Kind = "endpoint" }))).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Silence_IsNotedByTheReminderAndEndedByAHeartbeat(DatabaseKind kind)
    {
        var clock = new ManualClock();
        await using var silo = await SiloHost.StartAsync(kind, clock.Use);
        var (store, grains) = (silo.Services.GetRequiredService<DeploymentStore>(), silo.Services.GetRequiredService<IGrainFactory>());
        await silo.Client.Deployments.RegisterAsync(new RegisterDeployment("bot", "localhost", 8090) { TtlSeconds = 30 });
        var reminded = grains.GetGrain<IDeploymentGrain>("bot").AsReference<IRemindable>();
        await reminded.ReceiveReminder("expiry", default);
        var before = await store.FindAsync("bot");
        clock.Offset = TimeSpan.FromSeconds(31);
        await reminded.ReceiveReminder("expiry", default);
        var silent = await store.FindAsync("bot");
        await silo.Client.Deployments.BeatAsync("bot");
        await silo.Services.GetRequiredService<Heartbeats>().WriteAsync();
        var back = await store.FindAsync("bot");

        (before!.ExpiredAt, back!.ExpiredAt).ShouldBe((null, null));
        silent!.ExpiredAt.ShouldNotBeNull();
        (await silo.Client.Deployments.GetAsync("bot")).Status.ShouldBe("active");
    }

    [Fact]
    public async Task IdOfAnEndpoint_IsNotTakenAway()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.Pure);
        await silo.Client.Deployments.CreateAsync(new CreateDeployment("pure"));

        (await Should.ThrowAsync<AgentsApiException>(() => silo.Client.Deployments.RegisterAsync(new RegisterDeployment("pure", "localhost", 1)))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await Should.ThrowAsync<AgentsApiException>(() => silo.Client.Deployments.BeatAsync("pure"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await silo.Client.Deployments.CleanUpAsync()).Removed.ShouldBeEmpty();
        (await silo.Client.Deployments.GetAsync("pure")).Kind.ShouldBe("endpoint");
    }

    [Theory]
    [InlineData("""{"deployment_id":"x y","host":"localhost","port":80}""", "deployment_id")]
    [InlineData("""{"deployment_id":"x","host":"http://localhost","port":80}""", "host")]
    [InlineData("""{"deployment_id":"x","host":"localhost","port":0}""", "port")]
    [InlineData("""{"deployment_id":"x","host":"localhost","port":80,"ttl_seconds":0}""", "ttl_seconds")]
    [InlineData("""{"deployment_id":"x","host":"localhost","port":80,"metadata":[]}""", "metadata")]
    [InlineData("""{"deployment_id":"x"}""", "host")]
    public async Task BadRegistration_IsRefusedWithTheFix(string body, string said)
    {
        await using var silo = await SiloHost.StartAsync();

        using var reply = await silo.PostAsync("/api/v1/deployments/register", body);

        reply.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await reply.Content.ReadAsStringAsync()).ShouldContain(said);
    }
}
