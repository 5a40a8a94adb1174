using System.Net;
using Agents.Silo.Tests.Hosting;

namespace Agents.Silo.Tests.Workflows;

public sealed class WorkflowApiTests
{
    [Fact]
    public async Task Create_SameContentIsTheSameVersionAndOtherContentTheNext()
    {
        await using var silo = await SiloHost.StartAsync();

        var first = await silo.Client.Workflows.CreateAsync(Definitions.TwoSteps);
        var same = await silo.Client.Workflows.CreateAsync(Definitions.TwoSteps);
        var other = await silo.Client.Workflows.CreateAsync(Definitions.TwoSteps + "\ndescription: changed");

        (first.Version, first.Created).ShouldBe((1, true));
        (same.Version, same.Created).ShouldBe((1, false));
        (other.Version, other.Created).ShouldBe((2, true));
        var detail = await silo.Client.Workflows.GetAsync("two-steps");
        detail.Description.ShouldBe("changed");
        detail.Versions.Select(static version => version.Version).ShouldBe([2, 1]);
        detail.States.Select(static state => state.Name).ShouldBe(["draft", "polish"]);
    }

    [Fact]
    public async Task Create_OfWhatDoesNotLoad_GivesAllDiagnosticsAndStoresNothing()
    {
        await using var silo = await SiloHost.StartAsync();

        using var reply = await silo.PostAsync("/api/v1/workflows", "id: x\nstates:\n  - {name: a, type: frob}\n  - {name: b, type: agent, agent: c, next: nowhere}\n", "application/yaml");

        reply.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var body = await reply.Content.ReadAsStringAsync();
        body.ShouldContain("UNKNOWN_STATE_TYPE");
        body.ShouldContain("nowhere");
        (await silo.Client.Workflows.ListAsync()).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task DryRun_StoresNothing()
    {
        await using var silo = await SiloHost.StartAsync();

        using var reply = await silo.PostAsync("/api/v1/workflows?dry_run=true", Definitions.Pure, "application/yaml");

        reply.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await silo.Client.Workflows.ListAsync()).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task List_ShowsTheLastExecutionAndSuccessRateAndFilters()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.Pure);
        await silo.CreateAsync(Definitions.TwoSteps);
        var execution = await silo.RunAsync("pure");

        var found = (await silo.Client.Workflows.ListAsync("pur")).Items.ShouldHaveSingleItem();

        found.LastExecution!.Id.ShouldBe(execution.Id);
        found.SuccessRate.ShouldBe(1);
        (await silo.Client.Workflows.ListAsync(limit: 1)).NextCursor.ShouldBe("pure");
    }

    [Fact]
    public async Task OldVersion_StillRuns()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.Pure);
        await silo.CreateAsync(Definitions.Pure.Replace("* 2", "* 3", StringComparison.Ordinal));

        using var reply = await silo.PostAsync("/api/v1/executions", """{"workflow_id":"pure","version":1}""", headers: ("Prefer", "wait=60"));

        (await reply.Content.ReadAsStringAsync()).ShouldContain("\"outputs\":{\"n\":4}");
        (await silo.RunAsync("pure")).Outputs!.Value.GetProperty("n").GetInt32().ShouldBe(6);
    }
}
