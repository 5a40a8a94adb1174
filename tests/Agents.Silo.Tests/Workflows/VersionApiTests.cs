using System.Net;
using Agents.Client.Problems;
using Agents.Client.Workflows;
using Agents.Silo.Tests.Hosting;

namespace Agents.Silo.Tests.Workflows;

public sealed class VersionApiTests
{
    private static readonly string Tripled = Definitions.Pure.Replace("* 2", "* 3", StringComparison.Ordinal).Replace("name: Pure", "name: Purer\ntags: [maths]", StringComparison.Ordinal);

    [Fact]
    public async Task Put_StoresTheNextVersionAndTheSameContentOnce()
    {
        await using var silo = await SiloHost.StartAsync();

        var first = await silo.Client.Workflows.UpdateAsync("pure", Definitions.Pure);
        var second = await silo.Client.Workflows.UpdateAsync("pure", Tripled, expectedVersion: 1);
        var again = await silo.Client.Workflows.UpdateAsync("pure", Tripled, expectedVersion: 1);

        (first.Version, first.Created).ShouldBe((1, true));
        (second.Version, second.Created).ShouldBe((2, true));
        // The answer was lost and the caller asks again: what it wanted is already so.
        (again.Version, again.Created).ShouldBe((2, false));
    }

    [Theory]
    [InlineData("\"7\"", HttpStatusCode.PreconditionFailed, "The current version is 1, not 7.")]
    [InlineData("seven", HttpStatusCode.BadRequest, "If-Match")]
    [InlineData("W/\"1\"", HttpStatusCode.BadRequest, "If-Match")]
    public async Task Put_ThatReplacesAnotherVersion_StoresNothing(string ifMatch, HttpStatusCode status, string message)
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.Pure);

        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/v1/workflows/pure") { Content = new StringContent(Tripled, null, "application/yaml") };
        request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using var reply = await silo.Http.SendAsync(request);

        reply.StatusCode.ShouldBe(status);
        (await reply.Content.ReadAsStringAsync()).ShouldContain(message);
        (await silo.Client.Workflows.ListVersionsAsync("pure")).Total.ShouldBe(1);
    }

    [Fact]
    public async Task Put_OfAnotherId_IsRefusedAndOfNoIdTakesTheAddress()
    {
        await using var silo = await SiloHost.StartAsync();

        var refusal = await Should.ThrowAsync<AgentsApiException>(() => silo.Client.Workflows.UpdateAsync("other", Definitions.Pure));
        var stored = await silo.Client.Workflows.UpdateAsync("other", Definitions.Pure.Replace("id: pure\n", "", StringComparison.Ordinal));

        refusal.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refusal.Message.ShouldContain("'pure'");
        stored.Id.ShouldBe("other");
    }

    [Fact]
    public async Task Get_TellsTheTagThatAChangeNames()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.Pure);
        await silo.CreateAsync(Tripled);

        using var reply = await silo.Http.GetAsync("/api/v1/workflows/pure");
        using var old = await silo.Http.GetAsync("/api/v1/workflows/pure?version=1");

        reply.Headers.ETag!.Tag.ShouldBe("\"2\"");
        old.Headers.ETag.ShouldBeNull();
    }

    [Fact]
    public async Task Versions_ArePagedAndEachHasItsText()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.Pure);
        await silo.CreateAsync(Tripled);

        var page = await silo.Client.Workflows.ListVersionsAsync("pure", limit: 1);
        var rest = await silo.Client.Workflows.ListVersionsAsync("pure", limit: 1, cursor: page.NextCursor);
        var first = await silo.Client.Workflows.GetVersionAsync("pure", 1);

        page.Items.ShouldHaveSingleItem().ShouldSatisfyAllConditions(static newest => newest.Version.ShouldBe(2), static newest => newest.IsCurrent.ShouldBeTrue());
        rest.Items.ShouldHaveSingleItem().Version.ShouldBe(1);
        rest.NextCursor.ShouldBeNull();
        (first.Definition, first.IsCurrent).ShouldBe((Definitions.Pure, false));
        first.States.Select(static state => state.Name).ShouldBe(["set", "double"]);
    }

    [Fact]
    public async Task Diff_TellsLinesAndMeaning()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.Pure);
        await silo.CreateAsync(Tripled);

        var diff = await silo.Client.Workflows.DiffAsync("pure", 1, 2);

        (diff.LinesAdded, diff.LinesRemoved).ShouldBe((3, 2));
        diff.Hunks.SelectMany(static hunk => hunk.Lines).ShouldContain(new DiffLine(DiffLineKinds.Added, "name: Purer"));
        diff.Changes.Select(static change => $"{change.Kind} {change.Subject} {change.Name}")
            .ShouldBe(["changed setting name", "added setting tags", "changed state double"]);
        diff.Changes[2].Parts.ShouldHaveSingleItem().After!.Value.GetString().ShouldBe("{'n': ctx.n * 3}");
        (await silo.Client.Workflows.DiffAsync("pure", 2, 2)).ShouldSatisfyAllConditions(static same => same.Hunks.ShouldBeEmpty(), static same => same.Changes.ShouldBeEmpty());
    }

    [Fact]
    public async Task Rollback_MovesTheCurrentVersionAndMakesNone()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.Pure);
        await silo.CreateAsync(Tripled);

        var back = await silo.Client.Workflows.RollbackAsync("pure", 1);
        await silo.Client.Workflows.RollbackAsync("pure", 1);

        (back.Version, back.Name, back.Tags.Count).ShouldBe((1, "Pure", 0));
        back.Versions.Select(static version => (version.Version, version.IsCurrent)).ShouldBe([(2, false), (1, true)]);
        (await silo.RunAsync("pure")).Outputs!.Value.GetProperty("n").GetInt32().ShouldBe(4);
        // The next content goes on counting.
        (await silo.Client.Workflows.CreateAsync(Tripled + "\ndescription: third")).Version.ShouldBe(3);
    }

    [Fact]
    public async Task RunningExecution_KeepsItsVersionThroughANewOneAndARestart()
    {
        await using var silo = await SiloHost.StartAsync("--Models:Offline:Latency", "00:00:02");
        await silo.CreateAsync(Definitions.TwoSteps);
        var running = await silo.RunAsync("two-steps", new { topic = "tea" }, TimeSpan.Zero);
        await silo.CreateAsync(Definitions.TwoSteps.Replace("Polish it", "Shorten it", StringComparison.Ordinal));

        await silo.RestartAsync();
        var ended = await silo.EndAsync(running.Id);

        (ended.WorkflowVersion, ended.Status).ShouldBe((1, "completed"));
        (await silo.Http.GetStringAsync($"/api/v1/executions/{running.Id}/steps")).ShouldContain("Polish it");
        (await silo.Http.GetStringAsync($"/api/v1/executions/{running.Id}/definition")).ShouldBe(Definitions.TwoSteps);
    }

    [Theory]
    [InlineData("/api/v1/workflows/pure/versions/9")]
    [InlineData("/api/v1/workflows/pure/versions/1/diff/9")]
    [InlineData("/api/v1/workflows/none/versions")]
    [InlineData("/api/v1/workflows/none/versions/1/diff/1")]
    public async Task UnknownVersion_IsNotFound(string path)
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Definitions.Pure);

        using var reply = await silo.Http.GetAsync(path);

        reply.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        reply.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }
}
