namespace Agents.Cli.Tests.Commands;

public sealed class AgentsCommandTests
{
    [Theory]
    [InlineData("bogus")]
    [InlineData("run")]
    [InlineData("run", "x.yaml", "--watch", "--json")]
    [InlineData("run", "x.yaml", "--timeout", "soon")]
    [InlineData("run", "x.yaml", "--server", "localhost")]
    [InlineData("schema", "xml")]
    [InlineData("executions", "list", "--status", "bored")]
    public async Task WrongCommandLine_IsInvalidAndSaysWhereHelpIs(params string[] args)
    {
        var run = await CliRun.OfAsync(args);
        run.ExitCode.ShouldBe(ExitCode.Invalid);
        run.Error.ShouldContain("--help");
        run.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Help_NamesEveryCommand()
    {
        var run = await CliRun.OfAsync("--help");
        foreach (var name in new[] { "run", "validate", "new", "graph", "workflows", "executions", "schema", "completion", "start, ui" })
        {
            run.Output.ShouldContain($"  {name}");
        }
    }

    [Fact]
    public async Task DeploymentsStart_HasWhatStartHasButNoPages()
    {
        var help = (await CliRun.OfAsync("deployments", "start", "--help")).Output;

        help.ShouldContain("without the web UI");
        help.ShouldContain("--data");
        help.ShouldNotContain("--open");
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public async Task Completion_IsAScriptThatAsksTheProgram(string shell)
        => (await CliRun.OfAsync("completion", shell)).Output.ShouldContain("[suggest:");

    [Fact]
    public async Task Suggestions_CompleteCommandsAndOptions()
    {
        (await CliRun.OfAsync("[suggest:10]", "agents exe")).Output.ShouldContain("executions");
        (await CliRun.OfAsync("[suggest:16]", "agents agent lis")).Output.Trim().ShouldBe("list");
        (await CliRun.OfAsync("[suggest:20]", "agents run a.yaml --")).Output.ShouldContain("--sample");
    }

    [Theory]
    [InlineData("graph")]
    [InlineData("workflow")]
    public async Task Schema_IsJson(string format)
    {
        using var schema = System.Text.Json.JsonDocument.Parse((await CliRun.OfAsync("schema", format)).Output);
        schema.RootElement.GetProperty("$schema").GetString()!.ShouldContain("json-schema.org");
    }
}
