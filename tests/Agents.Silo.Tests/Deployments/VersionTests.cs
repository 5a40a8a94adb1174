using System.Net;
using Agents.Client.Deployments;
using Agents.Client.Problems;
using Agents.Silo.Deployments;
using Agents.Silo.Tests.Hosting;
using Microsoft.OpenApi;

namespace Agents.Silo.Tests.Deployments;

public sealed class VersionTests
{
    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Canary_IsPromotedAndRolledBack(DatabaseKind kind)
    {
        await using var silo = await SiloHost.StartAsync(kind);
        await silo.CreateAsync(Definitions.Pure);
        await silo.CreateAsync(Definitions.Pure.Replace("n: 2", "n: 5", StringComparison.Ordinal));
        await silo.Client.Deployments.CreateAsync(new CreateDeployment("pure") { Version = 1 });

        (await silo.Client.Deployments.PromoteAsync("pure", new PromoteDeployment { Version = 2, Share = 40 })).ShouldSatisfyAllConditions(
            static tried => tried.Canary.ShouldBe(new CanaryRecord(2, 40)), static tried => tried.Version.ShouldBe(1));
        var found = new Dictionary<string, int>();
        foreach (var key in Enumerable.Range(0, 20).Select(static number => $"key-{number}"))
        {
            using var reply = await silo.PostAsync("/api/deployed/pure", "", headers: ("Idempotency-Key", key));
            found[key] = await reply.Content.ReadAsStringAsync() == """{"n":10}""" ? 2 : 1;
        }

        found.Values.Distinct().Order().ShouldBe([1, 2]);
        (await silo.Client.Deployments.PromoteAsync("pure", new PromoteDeployment())).ShouldSatisfyAllConditions(
            static whole => whole.Canary.ShouldBeNull(), static whole => (whole.Version, whole.PreviousVersion).ShouldBe((2, 1)));
        (await silo.Client.Deployments.RollBackAsync("pure")).Version.ShouldBe(1);
        await silo.Client.Deployments.PromoteAsync("pure", new PromoteDeployment { Version = 2, Share = 1 });
        (await silo.Client.Deployments.RollBackAsync("pure")).ShouldSatisfyAllConditions(
            static back => back.Canary.ShouldBeNull(), static back => back.Version.ShouldBe(1));
    }

    [Fact]
    public async Task NothingToPromoteOrGoBackTo_IsSaid()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.Pure);
        await silo.Client.Deployments.CreateAsync(new CreateDeployment("pure"));

        (await Should.ThrowAsync<AgentsApiException>(() => silo.Client.Deployments.PromoteAsync("pure", new PromoteDeployment()))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await Should.ThrowAsync<AgentsApiException>(() => silo.Client.Deployments.RollBackAsync("pure"))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await Should.ThrowAsync<AgentsApiException>(() => silo.Client.Deployments.PromoteAsync("pure", new PromoteDeployment { Version = 9 }))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Should.ThrowAsync<AgentsApiException>(() => silo.Client.Deployments.PromoteAsync("pure", new PromoteDeployment { Version = 1, Share = 100 }))).Status
            .ShouldBe(HttpStatusCode.BadRequest);
        (await Should.ThrowAsync<AgentsApiException>(() => silo.Client.Deployments.RollBackAsync("nobody"))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public void Choice_IsStickyAndKeepsTheShare()
    {
        var deployment = new DeploymentRow
        {
            Id = "d",
            Name = "D",
            Kind = "endpoint",
            Status = "active",
            Capabilities = "[]",
            Metadata = "{}",
            TtlSeconds = 60,
            CreatedAt = default,
            UpdatedAt = default,
            Version = 1,
            CanaryVersion = 2,
            CanaryShare = 10,
        };
        var callers = Enumerable.Range(0, 10_000).Select(static number => $"caller {number}").ToList();

        var canaries = callers.Count(caller => VersionChoice.Of(deployment, caller) == 2);

        canaries.ShouldBeInRange(850, 1_150);
        callers.Count(caller => VersionChoice.Of(deployment, caller) == VersionChoice.Of(deployment, caller)).ShouldBe(10_000);
        // Who was on the canary stays on it while its share grows.
        callers.Count(caller => VersionChoice.Of(deployment, caller) == 2 && VersionChoice.Of(deployment with { CanaryShare = 50 }, caller) == 1).ShouldBe(0);
        callers.Count(caller => VersionChoice.Of(deployment with { CanaryVersion = null, CanaryShare = null }, caller) == 2).ShouldBe(0);
    }

    [Fact]
    public async Task Document_IsOpenApi31WithTheWorkflowsSchema()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.TwoSteps);
        await silo.Client.Deployments.CreateAsync(new CreateDeployment("two-steps") { EndpointPath = "texts/draft" });

        var text = await silo.Http.GetStringAsync("/api/v1/deployments/texts-draft/openapi.json");
        var page = await silo.Http.GetStringAsync("/api/v1/deployments/texts-draft/docs");

        var read = OpenApiDocument.Parse(text, "json");
        read.Diagnostic!.Errors.ShouldBeEmpty();
        read.Diagnostic.SpecificationVersion.ShouldBe(OpenApiSpecVersion.OpenApi3_1);
        read.Document!.Paths["/api/deployed/texts/draft"].Operations![HttpMethod.Post].RequestBody!.Content!["application/json"].Schema!.Properties!.Keys.ShouldBe(["topic", "words"]);
        page.ShouldContain("/api/deployed/texts/draft");
        page.ShouldContain("&quot;topic&quot;");
    }
}
