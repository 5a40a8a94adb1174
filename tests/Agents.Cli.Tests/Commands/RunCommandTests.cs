using System.Text.Json;
using Agents.Cli.Commands;
using Agents.Cli.Tests.Servers;
using Agents.Testing;

namespace Agents.Cli.Tests.Commands;

public sealed class RunCommandTests
{
    private const string Greeting = """
        id: greeting
        inputSchema: {type: object, required: [who], properties: {who: {type: string, examples: [world]}}}
        agents: {host: {instructions: "Greet people."}}
        states:
          - {name: greet, type: agent, agent: host, task: "Hello {{ input.who }}", resultPath: said, next: wrap}
          - {name: wrap, type: transform, expression: "{'who': input.who, 'said': said}", end: true}
        """;

    private const string Broken = """
        id: broken
        states:
          - {name: divide, type: transform, expression: "1 // 0", end: true}
        """;

    [Fact]
    public async Task CompletedExecution_ShowsStatesAndOutputs()
    {
        using var folder = new TemporaryFolder();
        var run = await CliRun.OfAsync("run", folder.Write("greeting.workflow.yaml", Greeting), "-i", "who=Ada", "--model", "echo");
        run.ExitCode.ShouldBe(ExitCode.Completed, run.Error);
        run.Output.ShouldContain("▸ greet");
        run.Output.ShouldContain("✓ wrap");
        run.Output.ShouldContain("completed");
        run.Output.ShouldContain("\"said\": \"Hello Ada");
        run.Output.ShouldContain("made up offline");
    }

    [Fact]
    public async Task ValidateOnly_ChecksAndEstimates_AndRunsNothing()
    {
        using var folder = new TemporaryFolder();
        var run = await CliRun.OfAsync("run", folder.Write("greeting.workflow.yaml", Greeting), "-i", "who=Ada", "--mode", "validate_only");
        run.ExitCode.ShouldBe(ExitCode.Completed, run.Error);
        run.Output.ShouldContain("inputs: They fit");
        run.Output.ShouldContain("from the prompts");
        run.Output.ShouldNotContain("▸ greet");
    }

    [Fact]
    public async Task TestRun_SaysSoInItsResult()
    {
        using var folder = new TemporaryFolder();
        var run = await CliRun.OfAsync("run", folder.Write("greeting.workflow.yaml", Greeting), "-i", "who=Ada", "--mode", "test_run", "--json");
        JsonDocument.Parse(run.Output).RootElement.GetProperty("run_mode").GetString().ShouldBe("test_run");
    }

    [Fact]
    public async Task Sample_NeedsNoInputs()
    {
        using var folder = new TemporaryFolder();
        var run = await CliRun.OfAsync("run", folder.Write("greeting.workflow.yaml", Greeting), "--sample", "--json");
        Outputs(run).GetProperty("who").GetString().ShouldBe("world");
    }

    [Fact]
    public async Task Json_IsOneDocument_AndPeopleReadStandardError()
    {
        using var folder = new TemporaryFolder();
        var run = await CliRun.OfAsync("run", folder.Write("greeting.workflow.yaml", Greeting), "-i", "who=Ada", "--json");
        Outputs(run).GetProperty("who").GetString().ShouldBe("Ada");
        run.Error.ShouldContain("▸ greet");
    }

    [Fact]
    public async Task Watch_ShowsWhatModelsWrite()
    {
        using var folder = new TemporaryFolder();
        var run = await CliRun.OfAsync("run", folder.Write("greeting.workflow.yaml", Greeting), "-i", "who=Ada", "--model", "echo", "--watch");
        run.ExitCode.ShouldBe(ExitCode.Completed, run.Error);
    }

    [Fact]
    public async Task FailedExecution_IsFailed_AndSaysWhere()
    {
        using var folder = new TemporaryFolder();
        var run = await CliRun.OfAsync("run", folder.Write("broken.workflow.yaml", Broken));
        run.ExitCode.ShouldBe(ExitCode.Failed, run.Output + run.Error);
        run.Output.ShouldContain("'divide'");
        run.Output.ShouldContain("division");
    }

    [Fact]
    public async Task InvalidDefinition_IsInvalid_AndNothingRuns()
    {
        using var folder = new TemporaryFolder();
        var run = await CliRun.OfAsync("run", folder.Write("bad.workflow.yaml", "id: bad\nstates: [{name: a, type: fly}]"));
        run.ExitCode.ShouldBe(ExitCode.Invalid);
        run.Error.ShouldContain("UNKNOWN_STATE_TYPE");
        run.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task MissingInput_IsInvalid_AndNothingRuns()
    {
        using var folder = new TemporaryFolder();
        var run = await CliRun.OfAsync("run", folder.Write("greeting.workflow.yaml", Greeting));
        run.ExitCode.ShouldBe(ExitCode.Invalid);
        run.Error.ShouldContain("who");
        run.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Server_RunsAndKeepsTheExecution()
    {
        using var folder = new TemporaryFolder();
        await using var server = await EngineServer.StartAsync();
        var run = await CliRun.OfAsync("run", folder.Write("greeting.workflow.yaml", Greeting), "-i", "who=Ada", "--server", server.Url);
        run.ExitCode.ShouldBe(ExitCode.Completed, run.Error);
        (await CliRun.OfAsync("executions", "list", "--server", server.Url)).Output.ShouldContain("greeting");
    }

    [Fact]
    public async Task UnreachableServer_IsFailed()
    {
        using var folder = new TemporaryFolder();
        var run = await CliRun.OfAsync("run", folder.Write("greeting.workflow.yaml", Greeting), "--sample", "--server", "http://127.0.0.1:1");
        run.ExitCode.ShouldBe(ExitCode.Failed);
        run.Error.ShouldContain("cannot be reached");
    }

    [Fact]
    public async Task Timeout_CancelsTheExecution()
    {
        using var folder = new TemporaryFolder();
        await using var server = await EngineServer.StartAsync("Models:Offline:Latency=01:00:00");
        var run = await CliRun.OfAsync("run", folder.Write("greeting.workflow.yaml", Greeting), "-i", "who=Ada", "--server", server.Url, "--timeout", "200ms");
        run.ExitCode.ShouldBe(ExitCode.Failed, run.Error);
        run.Output.ShouldContain("cancelled");
    }

    [Fact]
    public async Task Interrupt_LeavesAServersExecutionRunning()
    {
        using var folder = new TemporaryFolder();
        using var interrupt = new CancellationTokenSource();
        await using var server = await EngineServer.StartAsync("Models:Offline:Latency=01:00:00");
        await using var output = new SignalWriter("▸ greet");
        await using var error = new StringWriter();
        var run = AgentsCommand.InvokeAsync(["run", folder.Write("greeting.workflow.yaml", Greeting), "-i", "who=Ada", "--server", server.Url], output, error, interrupt.Token);
        await Task.WhenAny(output.Appeared, run);
        await interrupt.CancelAsync();
        (await run).ShouldBe(ExitCode.Interrupted);
        error.ToString().ShouldContain("The execution goes on");
        (await CliRun.OfAsync("executions", "list", "--status", "running", "--server", server.Url)).Output.ShouldContain("greeting");
    }

    [SkippableTheory]
    [InlineData("station/e2e-switch-routing.workflow.yaml")]
    [InlineData("station/dataflow-simple.workflow.yaml")]
    [InlineData("graph/article_writer.yaml")]
    public async Task RealFile_RunsOffline(string name)
    {
        var file = Path.Combine(Repository.Compat, name);
        Requirement.Need("vectors", File.Exists(file), "put the compat files beside the repository or set AGENTS_COMPAT.");
        var run = await CliRun.OfAsync("run", file, "--sample");
        run.ExitCode.ShouldBe(ExitCode.Completed, run.Output + run.Error);
    }

    private static JsonElement Outputs(CliRun run)
    {
        run.ExitCode.ShouldBe(ExitCode.Completed, run.Error);
        using var document = JsonDocument.Parse(run.Output);
        document.RootElement.GetProperty("status").GetString().ShouldBe("completed");
        return document.RootElement.GetProperty("outputs").Clone();
    }
}
