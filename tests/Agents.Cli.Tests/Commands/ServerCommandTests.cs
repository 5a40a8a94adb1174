using System.Text.Json;
using Agents.Cli.Tests.Servers;

namespace Agents.Cli.Tests.Commands;

public sealed class ServerCommandTests
{
    private const string One = """
        id: one
        name: Number one
        states:
          - {name: only, type: inject, data: {x: 1}, end: true}
        """;

    [Fact]
    public async Task Workflow_IsStoredOnceAndReadBack()
    {
        using var folder = new TemporaryFolder();
        await using var server = await EngineServer.StartAsync();
        var file = folder.Write("one.workflow.yaml", One);
        (await CliRun.OfAsync("workflows", "create", file, "--server", server.Url)).Output.ShouldBe("one version 1\n");
        (await CliRun.OfAsync("workflows", "create", file, "--server", server.Url)).Output.ShouldBe("one version 1 (unchanged)\n");
        (await CliRun.OfAsync("workflows", "get", "one", "--server", server.Url)).Output.ShouldBe(One + "\n");
        (await CliRun.OfAsync("workflows", "list", "--server", server.Url)).Output.ShouldContain("Number one");
    }

    [Fact]
    public async Task UnknownThing_IsInvalid_AndNamed()
    {
        await using var server = await EngineServer.StartAsync();
        foreach (var args in new[] { new[] { "workflows", "get" }, ["executions", "get"], ["executions", "cancel"] })
        {
            var run = await CliRun.OfAsync([.. args, "nothing-here", "--server", server.Url]);
            run.ExitCode.ShouldBe(ExitCode.Invalid);
            run.Error.ShouldContain("nothing-here");
        }
    }

    [Fact]
    public async Task Execution_IsShownAsJson()
    {
        using var folder = new TemporaryFolder();
        await using var server = await EngineServer.StartAsync();
        await CliRun.OfAsync("run", folder.Write("one.workflow.yaml", One), "--server", server.Url);
        using var page = JsonDocument.Parse((await CliRun.OfAsync("executions", "list", "--json", "--server", server.Url)).Output);
        var id = page.RootElement.GetProperty("items")[0].GetProperty("id").GetString()!;
        using var detail = JsonDocument.Parse((await CliRun.OfAsync("executions", "get", id, "--json", "--server", server.Url)).Output);
        detail.RootElement.GetProperty("status").GetString().ShouldBe("completed");
    }

    [Fact]
    public async Task CancelOfAFinishedExecution_Fails()
    {
        using var folder = new TemporaryFolder();
        await using var server = await EngineServer.StartAsync();
        await CliRun.OfAsync("run", folder.Write("one.workflow.yaml", One), "--server", server.Url);
        using var page = JsonDocument.Parse((await CliRun.OfAsync("executions", "list", "--json", "--server", server.Url)).Output);
        var run = await CliRun.OfAsync("executions", "cancel", page.RootElement.GetProperty("items")[0].GetProperty("id").GetString()!, "--server", server.Url);
        run.ExitCode.ShouldBe(ExitCode.Failed);
        run.Error.ShouldContain("completed");
    }
}
