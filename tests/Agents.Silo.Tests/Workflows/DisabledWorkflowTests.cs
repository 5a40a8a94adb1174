using System.Net;
using Agents.Client.Problems;
using Agents.Silo.Tests.Hosting;

namespace Agents.Silo.Tests.Workflows;

public sealed class DisabledWorkflowTests
{
    [Fact]
    public async Task Disabled_RefusesNewExecutionsUntilEnabled()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.Pure);
        (await silo.Client.Workflows.DisableAsync("pure")).Status.ShouldBe("disabled");
        (await silo.Client.Workflows.DisableAsync("pure")).Status.ShouldBe("disabled");

        var refusal = await Should.ThrowAsync<AgentsApiException>(() => silo.RunAsync("pure"));
        // A new version does not enable what somebody disabled.
        await silo.CreateAsync(Definitions.Pure + "\ndescription: new");
        var still = await Should.ThrowAsync<AgentsApiException>(() => silo.RunAsync("pure"));
        (await silo.Client.Workflows.EnableAsync("pure")).Status.ShouldBe("active");

        (refusal.Status, refusal.Problem.Code).ShouldBe((HttpStatusCode.Conflict, "conflict"));
        refusal.Message.ShouldContain("disabled");
        still.Status.ShouldBe(HttpStatusCode.Conflict);
        (await silo.RunAsync("pure")).Status.ShouldBe("completed");
    }

    [Fact]
    public async Task Disabled_LetsRunningExecutionsAndTheirKeysBe()
    {
        await using var silo = await SiloHost.StartAsync("--Models:Offline:Latency", "00:00:00.5");
        await silo.CreateAsync(Definitions.TwoSteps);
        const string Body = """{"workflow_id":"two-steps","inputs":{"topic":"x"}}""";
        using var first = await silo.PostAsync("/api/v1/executions", Body, headers: ("Idempotency-Key", "k1"));
        await silo.Client.Workflows.DisableAsync("two-steps");

        using var again = await silo.PostAsync("/api/v1/executions", Body, headers: [("Idempotency-Key", "k1"), ("Prefer", "wait=60")]);
        using var other = await silo.PostAsync("/api/v1/executions", Body, headers: ("Idempotency-Key", "k2"));

        again.Headers.Location.ShouldBe(first.Headers.Location);
        (await again.Content.ReadAsStringAsync()).ShouldContain("\"status\":\"completed\"");
        other.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Delete_RemovesWhatNeverRanAndDisablesWhatDid()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.Pure);
        await silo.CreateAsync(Definitions.TwoSteps);
        await silo.RunAsync("pure");

        (await silo.Client.Workflows.DeleteAsync("pure")).Removed.ShouldBeFalse();
        (await silo.Client.Workflows.DeleteAsync("two-steps")).Removed.ShouldBeTrue();

        (await silo.Client.Workflows.ListAsync()).Items.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            static left => left.Id.ShouldBe("pure"), static left => left.Status.ShouldBe("disabled"));
        foreach (var path in new[] { "", "/versions", "/versions/1", "/schema", "/graph", "/graph?version=1" })
        {
            using var gone = await silo.Http.GetAsync($"/api/v1/workflows/two-steps{path}");
            gone.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }

        (await Should.ThrowAsync<AgentsApiException>(() => silo.Client.Workflows.DeleteAsync("two-steps"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Should.ThrowAsync<AgentsApiException>(() => silo.RunAsync("two-steps", new { topic = "x" }))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task StoredAgain_GoesOnCountingAndIsActive()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.Pure);
        await silo.Client.Workflows.DisableAsync("pure");
        await silo.Client.Workflows.DeleteAsync("pure");

        var other = await silo.Client.Workflows.CreateAsync(Definitions.Pure + "\ndescription: other");
        var same = await silo.Client.Workflows.CreateAsync(Definitions.Pure);

        (other.Version, same.Version, same.Created).ShouldBe((2, 1, false));
        (await silo.Client.Workflows.GetAsync("pure")).Status.ShouldBe("active");
    }

    [Fact]
    public async Task List_CountsAllPagesAndFindsTags()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.Pure + "\ntags: [arithmetic]");
        await silo.CreateAsync(Definitions.TwoSteps);

        var first = await silo.Client.Workflows.ListAsync(limit: 1);

        (first.Items.Count, first.Total).ShouldBe((1, 2));
        (await silo.Client.Workflows.ListAsync(limit: 1, cursor: first.NextCursor)).Total.ShouldBeNull();
        (await silo.Client.Workflows.ListAsync("arithm")).ShouldSatisfyAllConditions(static found => found.Total.ShouldBe(1), static found => found.Items[0].Id.ShouldBe("pure"));
    }

    [Fact]
    public async Task CancelledExecutions_AreNoFailures()
    {
        await using var silo = await SiloHost.StartAsync("--Models:Offline:Latency", "00:00:30");
        await silo.CreateAsync(Definitions.TwoSteps);
        var cancelled = await silo.RunAsync("two-steps", new { topic = "x" }, TimeSpan.Zero);
        await silo.Client.Executions.CancelAsync(cancelled.Id);
        (await silo.EndAsync(cancelled.Id)).Status.ShouldBe("cancelled");

        (await silo.Client.Workflows.GetAsync("two-steps")).SuccessRate.ShouldBeNull();
    }
}
