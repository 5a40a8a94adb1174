using Agents.Cli.Tests.Servers;

namespace Agents.Cli.Tests.Commands;

public sealed class ArtifactsCommandTests
{
    [Fact]
    public async Task Artifacts_AreListedAndWrittenOut()
    {
        await using var server = await EngineServer.StartAsync();
        using var folder = new TemporaryFolder();
        var file = folder.Write("one.workflow.yaml", "{id: one, states: [{name: a, type: inject, data: {x: 1}, end: true}]}");
        var run = await CliRun.OfAsync("run", file, "--json", "--server", server.Url);
        using var document = System.Text.Json.JsonDocument.Parse(run.Output);
        var id = document.RootElement.GetProperty("id").GetString()!;
        var target = Path.Combine(folder.Path, "notes.md");

        var list = await CliRun.OfAsync("executions", "artifacts", id, "--json", "--server", server.Url);
        var logs = await CliRun.OfAsync("executions", "artifacts", id, "logs.txt", "--server", server.Url);
        var notes = await CliRun.OfAsync("executions", "artifacts", id, "notes.md", "-o", target, "--server", server.Url);
        var missing = await CliRun.OfAsync("executions", "artifacts", id, "nothing.md", "--server", server.Url);

        list.Output.ShouldContain("\"name\":\"trace.json\"");
        logs.Output.ShouldContain("execution.created");
        notes.ExitCode.ShouldBe(ExitCode.Completed, notes.Error);
        (await File.ReadAllTextAsync(target)).ShouldContain($"Execution `{id}`");
        missing.ExitCode.ShouldBe(ExitCode.Invalid);
        missing.Error.ShouldContain("no artifact 'nothing.md'");
    }
}
