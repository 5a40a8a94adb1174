using Agents.Cli.Tests.Servers;

namespace Agents.Cli.Tests.Commands;

public sealed class AgentFilesCommandTests
{
    [Fact]
    public async Task Validate_TakesAgentFiles_WithTheirPlaces()
    {
        using var folder = new TemporaryFolder();
        var fine = folder.Write("fine.prompt", "---\nmax_steps: 3\n---\nHelp.");
        var wrong = folder.Write("wrong.prompt", "Help.\n{{role \"sytem\"}}\nBe kind.");

        (await CliRun.OfAsync("validate", fine)).ExitCode.ShouldBe(ExitCode.Completed);
        var run = await CliRun.OfAsync("validate", fine, wrong);

        run.ExitCode.ShouldBe(ExitCode.Invalid);
        run.Output.ShouldContain($"{wrong}:2:1: error INVALID_PROMPT There is no role 'sytem'.");
        run.Output.ShouldContain("2 files: 1 error, 0 warnings");
    }

    [Fact]
    public async Task Validate_KnowsTheAgentsBesideAWorkflow()
    {
        using var folder = new TemporaryFolder();
        folder.Write("default/agents/helper.prompt", "Help.");
        var known = folder.Write("default/workflows/known.workflow.yaml", "{id: known, states: [{name: a, type: agent, agent: helper, task: Go, end: true}]}");
        var unknown = folder.Write("default/workflows/unknown.workflow.yaml", "{id: unknown, states: [{name: a, type: agent, agent: nobody, task: Go, end: true}]}");

        (await CliRun.OfAsync("validate", known, "--strict")).ExitCode.ShouldBe(ExitCode.Completed);
        (await CliRun.OfAsync("validate", unknown, "--strict")).Output.ShouldContain("UNKNOWN_AGENT");
    }

    [Fact]
    public async Task Commands_AnswerOnAServerWithoutFiles()
    {
        await using var server = await EngineServer.StartAsync();

        var list = await CliRun.OfAsync("agent", "list", "--json", "--server", server.Url);
        var show = await CliRun.OfAsync("agent", "show", "nobody", "--server", server.Url);
        var sync = await CliRun.OfAsync("sync", "--dry-run", "--server", server.Url);

        list.Output.ShouldContain("\"items\":[]");
        show.ExitCode.ShouldBe(ExitCode.Invalid);
        show.Error.ShouldContain("no agent 'nobody'");
        sync.ExitCode.ShouldBe(ExitCode.Completed, sync.Error);
        sync.Output.ShouldContain("no files of environments");
    }
}
