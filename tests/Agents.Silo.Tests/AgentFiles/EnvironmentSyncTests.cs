using Agents.Client.AgentFiles;
using Agents.Silo.Tests.Hosting;

namespace Agents.Silo.Tests.AgentFiles;

public sealed class EnvironmentSyncTests : IDisposable
{
    private readonly EnvironmentFiles _files = new();

    public void Dispose() => _files.Dispose();

    private static string Definition(string id, string task = "Go") => $"{{id: {id}, states: [{{name: a, type: inject, data: {{task: {task}}}, end: true}}]}}";

    private static async Task<string[]> SyncAsync(SiloHost silo, bool isDry = false)
        => [.. (await silo.Client.AgentFiles.SyncAsync(isDry)).Files.Select(static file => $"{file.File} {file.Outcome}")];

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Files_AreStored_Changed_AndDisabled(DatabaseKind kind)
    {
        _files.Agent("helper", "Help.");
        _files.Workflow("one.workflow.yaml", Definition("one"));
        await using var silo = await SiloHost.StartAsync(kind, null, _files.Settings);
        await Eventually.TrueAsync(async () => (await silo.Client.Workflows.ListAsync()).Items.Count == 1);

        (await SyncAsync(silo)).ShouldBe(["default/agents/helper.prompt unchanged", "default/workflows/one.workflow.yaml unchanged"]);
        _files.Agent("helper", "Help more.");
        _files.Workflow("one.workflow.yaml", Definition("one", "Stop"));
        _files.Workflow("two.workflow.yaml", Definition("two"));
        _files.Workflow("two.test.yaml", "cases: []");
        (await SyncAsync(silo, isDry: true)).ShouldBe(["default/agents/helper.prompt stored", "default/workflows/one.workflow.yaml stored", "default/workflows/two.workflow.yaml stored"]);
        (await silo.Client.Workflows.GetAsync("one")).Version.ShouldBe(1, "a dry run stores nothing");
        await SyncAsync(silo);
        (await silo.Client.Workflows.GetAsync("one")).Version.ShouldBe(2);

        _files.Delete("default/agents/helper.prompt");
        _files.Delete("default/workflows/two.workflow.yaml");
        (await SyncAsync(silo)).ShouldBe(["default/workflows/one.workflow.yaml unchanged", "default/workflows/two.workflow.yaml disabled", "default/agents/helper.prompt disabled"], ignoreOrder: true);
        (await silo.Client.Workflows.GetAsync("two")).Status.ShouldBe("disabled");
        (await silo.Client.AgentFiles.ListAsync()).Items.ShouldHaveSingleItem().Status.ShouldBe(AgentStatuses.Disabled);

        _files.Workflow("two.workflow.yaml", Definition("two"));
        await SyncAsync(silo);
        (await silo.Client.Workflows.GetAsync("two")).ShouldSatisfyAllConditions(static found => found.Status.ShouldBe("active"), static found => found.Version.ShouldBe(1));
    }

    [Fact]
    public async Task WrongFile_IsReported_AndWhatItGaveStays()
    {
        _files.Agent("helper", "Help.");
        _files.Workflow("one.workflow.yaml", Definition("one"));
        await using var silo = await SiloHost.StartAsync(_files.Settings);
        await SyncAsync(silo);
        _files.Agent("helper", "---\nmax_steps: none\n---\nHelp.");
        _files.Agent("other", "---\nname: helper\n---\nHelp too.");
        _files.Workflow("one.workflow.yaml", "id: one\nstates: nothing");
        _files.Workflow("copy.workflow.yaml", Definition("same"));
        _files.Workflow("same.workflow.yaml", Definition("same"));

        var report = (await silo.Client.AgentFiles.SyncAsync()).Files;

        report.Select(static file => $"{file.File} {file.Outcome} {file.Diagnostics.Count(static found => found.Severity == "error")}").ShouldBe(
        [
            "default/agents/helper.prompt invalid 1",
            "default/agents/other.prompt stored 0",
            "default/workflows/copy.workflow.yaml stored 0",
            "default/workflows/one.workflow.yaml invalid 1",
            "default/workflows/same.workflow.yaml invalid 1",
        ]);
        report[0].Diagnostics[0].Line.ShouldBe(2);
        (await silo.Client.Workflows.GetAsync("one")).Status.ShouldBe("active");
        (await silo.Client.AgentFiles.ListAsync()).Items.Select(static agent => $"{agent.File} {agent.Status}").ShouldBe(["helper.prompt invalid", "other.prompt active"], ignoreOrder: true);
    }

    [Fact]
    public async Task FolderThatIsAway_DisablesNothing()
    {
        _files.Workflow("one.workflow.yaml", Definition("one"));
        await using var silo = await SiloHost.StartAsync(_files.Settings);
        await SyncAsync(silo);

        Directory.Move(Path.Combine(_files.Folder, "default"), Path.Combine(_files.Folder, "elsewhere"));
        (await SyncAsync(silo)).ShouldBeEmpty();

        (await silo.Client.Workflows.GetAsync("one")).Status.ShouldBe("active");
    }

    [Fact]
    public async Task ChangedFile_IsTaken_WithoutBeingAsked()
    {
        await using var silo = await SiloHost.StartAsync(_files.Settings);

        _files.Workflow("late.workflow.yaml", Definition("late"));

        await Eventually.TrueAsync(async () => (await silo.Client.Workflows.ListAsync()).Items is [{ Id: "late" }]);
    }

    [Fact]
    public async Task UnknownAgent_IsNotFound()
    {
        await using var silo = await SiloHost.StartAsync(_files.Settings);

        (await silo.Http.GetAsync("api/v1/agents/nobody")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }
}
