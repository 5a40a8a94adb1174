using System.Net;
using System.Text.Json;
using Agents.Client.Deployments;
using Agents.Client.Executions;
using Agents.Client.Problems;
using Agents.Silo.Tests.Hosting;

namespace Agents.Silo.Tests.Deployments;

public sealed class DeploymentTests
{
    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Deployment_IsMadeChangedListedAndRemoved(DatabaseKind kind)
    {
        await using var silo = await SiloHost.StartAsync(kind);
        await silo.CreateAsync(Definitions.Pure);
        await silo.CreateAsync(Definitions.TwoSteps);
        var made = await silo.Client.Deployments.CreateAsync(new CreateDeployment("pure") { EndpointPath = "/api/deployed/sums/double" });
        await silo.Client.Deployments.CreateAsync(new CreateDeployment("two-steps"));
        var changed = await silo.Client.Deployments.ChangeAsync(made.Id, new ChangeDeployment { Name = "Doubles", Status = "inactive", Reason = "Being mended" });

        made.ShouldSatisfyAllConditions(
            static deployment => deployment.Id.ShouldBe("sums-double"),
            static deployment => deployment.Url.ShouldBe("/api/deployed/sums/double"),
            static deployment => (deployment.Status, deployment.Health, deployment.Version, deployment.ExecutionCount).ShouldBe(("active", "alive", 1, 0)));
        (changed.Name, changed.Status, changed.StatusReason, changed.EndpointPath).ShouldBe(("Doubles", "inactive", "Being mended", "sums/double"));
        (await silo.Client.Deployments.ListAsync()).ShouldSatisfyAllConditions(
            static all => all.Total.ShouldBe(2), static all => all.Items.Select(static item => item.Id).ShouldBe(["sums-double", "two-steps"]));
        (await silo.Client.Deployments.ListAsync("two-steps")).Items.ShouldHaveSingleItem();
        (await silo.Client.Deployments.DeleteAsync(made.Id)).Deleted.ShouldBe("sums-double");
        (await Should.ThrowAsync<AgentsApiException>(() => silo.Client.Deployments.GetAsync(made.Id))).Status.ShouldBe(HttpStatusCode.NotFound);
        // Its path and its id are free again.
        (await silo.Client.Deployments.CreateAsync(new CreateDeployment("two-steps") { EndpointPath = "sums/double" })).WorkflowId.ShouldBe("two-steps");
    }

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Executions_AreTheDeploymentsAlsoWhenRunAgainAndAfterItsEnd(DatabaseKind kind)
    {
        await using var silo = await SiloHost.StartAsync(kind);
        await silo.CreateAsync(Definitions.TwoSteps);
        await silo.Client.Deployments.CreateAsync(new CreateDeployment("two-steps"));
        var direct = await silo.RunAsync("two-steps", new { topic = "direct" });
        var deployed = await silo.Client.Deployments.ExecuteAsync("two-steps", Inputs("deployed"), TimeSpan.FromSeconds(60));
        var again = await silo.Client.Executions.RerunAsync(deployed.Id, new RerunExecution(), TimeSpan.FromSeconds(60));
        var forked = await silo.Client.Executions.RerunAsync(deployed.Id, new RerunExecution { FromStep = "polish" }, TimeSpan.FromSeconds(60));

        (deployed.Status, deployed.DeploymentId, deployed.TriggerType, direct.DeploymentId).ShouldBe(("completed", "two-steps", "manual", null));
        (again.DeploymentId, forked.DeploymentId).ShouldBe(("two-steps", "two-steps"));
        var newest = (await silo.Client.Executions.ListAsync(new ExecutionFilter { Limit = 1 })).Items[0];
        (await silo.Client.Deployments.GetAsync("two-steps")).ShouldSatisfyAllConditions(
            static used => used.ExecutionCount.ShouldBe(3), used => used.LastExecutionAt.ShouldBe(newest.CreatedAt));
        await silo.Client.Deployments.DeleteAsync("two-steps");
        (await IdsAsync(silo, new ExecutionFilter { DeploymentId = "two-steps" })).ShouldBe([forked.Id, again.Id, deployed.Id]);
        (await IdsAsync(silo, new ExecutionFilter { Source = "deployed" })).ShouldBe([forked.Id, again.Id, deployed.Id]);
        (await IdsAsync(silo, new ExecutionFilter { Source = "runtime" })).ShouldBe([direct.Id]);
        (await silo.Client.Executions.ReplayAsync(forked.Id)).Identical.ShouldBeTrue();
    }

    [Fact]
    public async Task DeploymentThatCannotWork_SaysWhyAndStartsNothing()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.Pure);
        await silo.Client.Deployments.CreateAsync(new CreateDeployment("pure"));
        await silo.Client.Workflows.DisableAsync("pure");
        var disabled = await Should.ThrowAsync<AgentsApiException>(() => silo.Client.Deployments.ExecuteAsync("pure", new ExecuteDeployment()));
        var shown = await silo.Client.Deployments.GetAsync("pure");
        await silo.Client.Workflows.DeleteAsync("pure");
        var broken = await silo.Client.Deployments.GetAsync("pure");

        (disabled.Status, shown.Status, broken.Status).ShouldBe((HttpStatusCode.Conflict, "inactive", "error"));
        disabled.Message.ShouldContain("disabled");
        shown.StatusReason!.ShouldContain("disabled");
        broken.StatusReason!.ShouldContain("deleted");
        (await silo.Client.Executions.ListAsync(new ExecutionFilter())).Items.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"workflow_id":"nobody"}""", 404, "nobody")]
    [InlineData("""{"workflow_id":"pure","version":7}""", 404, "7")]
    [InlineData("""{}""", 400, "workflow_id")]
    [InlineData("""{"workflow_id":"pure","colour":"red"}""", 400, "colour")]
    [InlineData("""{"workflow_id":"pure","name":7}""", 400, "'name' is a text")]
    [InlineData("""{"workflow_id":"pure","version":"1"}""", 400, "version")]
    [InlineData("""{"workflow_id":"pure","endpoint_path":"Ünsafe path"}""", 400, "endpoint_path")]
    [InlineData("""{"workflow_id":"pure","endpoint_path":"a/../b"}""", 400, "endpoint_path")]
    [InlineData("""{"workflow_id":"pure","id":"cleanup"}""", 400, "'id'")]
    [InlineData("""{"workflow_id":"pure","kind":"container"}""", 400, "register")]
    [InlineData("""{"workflow_id":"pure","endpoint_path":"taken"}""", 409, "taken")]
    [InlineData("""{"workflow_id":"pure","id":"taken","endpoint_path":"free"}""", 409, "PUT")]
    [InlineData("[", 400, "JSON")]
    public async Task BadDeployment_IsRefusedWithTheFix(string body, int status, string said)
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.Pure);
        await silo.Client.Deployments.CreateAsync(new CreateDeployment("pure") { EndpointPath = "taken" });

        using var reply = await silo.PostAsync("/api/v1/deployments", body);

        ((int)reply.StatusCode).ShouldBe(status);
        JsonDocument.Parse(await reply.Content.ReadAsStringAsync()).RootElement.GetProperty("detail").GetString()!.ShouldContain(said);
        (await silo.Client.Deployments.ListAsync()).Total.ShouldBe(1);
    }

    [Fact]
    public async Task Versions_StayPinnedUntilTheyAreChanged()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.Pure);
        await silo.Client.Deployments.CreateAsync(new CreateDeployment("pure"));
        await silo.CreateAsync(Definitions.Pure.Replace("n: 2", "n: 5", StringComparison.Ordinal));
        var pinned = await silo.Client.Deployments.ExecuteAsync("pure", new ExecuteDeployment(), TimeSpan.FromSeconds(60));
        var changed = await silo.Client.Deployments.ChangeAsync("pure", new ChangeDeployment { Version = 2 });
        var newer = await silo.Client.Deployments.ExecuteAsync("pure", new ExecuteDeployment(), TimeSpan.FromSeconds(60));

        (pinned.WorkflowVersion, newer.WorkflowVersion).ShouldBe((1, 2));
        (changed.Version, changed.PreviousVersion).ShouldBe((2, 1));
    }

    private static ExecuteDeployment Inputs(string topic) => new() { Inputs = JsonSerializer.SerializeToElement(new { topic }) };

    private static async Task<IEnumerable<string>> IdsAsync(SiloHost silo, ExecutionFilter filter)
        => (await silo.Client.Executions.ListAsync(filter)).Items.Select(static item => item.Id);
}
