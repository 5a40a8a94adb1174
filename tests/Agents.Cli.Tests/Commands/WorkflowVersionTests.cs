using System.Text.Json;
using Agents.Cli.Tests.Servers;

namespace Agents.Cli.Tests.Commands;

public sealed class WorkflowVersionTests
{
    private const string One = """
        id: one
        name: Number [one]
        states:
          - {name: only, type: inject, data: {x: 1}, end: true}
        """;

    [Fact]
    public async Task Versions_AreListedComparedAndRolledBack()
    {
        using var folder = new TemporaryFolder();
        await using var server = await EngineServer.StartAsync();
        await CliRun.OfAsync("workflows", "create", folder.Write("one.workflow.yaml", One), "--server", server.Url);
        await CliRun.OfAsync("workflows", "create", folder.Write("one.workflow.yaml", One.Replace("x: 1", "x: 2")), "--server", server.Url);

        var listed = await CliRun.OfAsync("workflows", "versions", "one", "--server", server.Url);
        var diff = await CliRun.OfAsync("workflows", "diff", "one", "1", "--server", server.Url);
        var back = await CliRun.OfAsync("workflows", "rollback", "one", "1", "--server", server.Url);
        var shown = await CliRun.OfAsync("workflows", "show", "one", "--server", server.Url);

        listed.Output.Split('\n')[1].ShouldStartWith("2");
        listed.Output.Split('\n')[1].ShouldContain("current");
        diff.Output.ShouldContain("~ state only\n    data.x: 1 → 2\n");
        diff.Output.ShouldContain("-  - {name: only, type: inject, data: {x: 1}, end: true}\n+  - {name: only, type: inject, data: {x: 2}, end: true}\n");
        back.Output.ShouldBe("one version 1, active\n");
        shown.Output.ShouldContain("Number [one] (one), version 1, active");
    }

    [Fact]
    public async Task Diff_OfTheSameMeaning_SaysSo()
    {
        using var folder = new TemporaryFolder();
        await using var server = await EngineServer.StartAsync();
        await CliRun.OfAsync("workflows", "create", folder.Write("one.workflow.yaml", One), "--server", server.Url);
        await CliRun.OfAsync("workflows", "create", folder.Write("one.workflow.yaml", One + "\n# a remark"), "--server", server.Url);

        (await CliRun.OfAsync("workflows", "diff", "one", "1", "2", "--server", server.Url)).Output.ShouldContain("They do the same");
        (await CliRun.OfAsync("workflows", "diff", "one", "2", "2", "--server", server.Url)).Output.ShouldBe("Versions 2 and 2 are the same.\n");
    }

    [Fact]
    public async Task Disabled_StartsNothingUntilEnabled_AndDeleteRemoves()
    {
        using var folder = new TemporaryFolder();
        await using var server = await EngineServer.StartAsync();
        var file = folder.Write("one.workflow.yaml", One);
        await CliRun.OfAsync("workflows", "create", file, "--server", server.Url);

        (await CliRun.OfAsync("workflows", "disable", "one", "--server", server.Url)).Output.ShouldBe("one version 1, disabled\n");
        var refused = await CliRun.OfAsync("run", file, "--server", server.Url);
        (await CliRun.OfAsync("workflows", "enable", "one", "--server", server.Url)).Output.ShouldBe("one version 1, active\n");
        (await CliRun.OfAsync("workflows", "delete", "one", "--server", server.Url)).Output.ShouldBe("one removed\n");
        await CliRun.OfAsync("run", file, "--server", server.Url);
        (await CliRun.OfAsync("workflows", "delete", "one", "--server", server.Url)).Output.ShouldStartWith("one disabled: it has executions");

        refused.ExitCode.ShouldBe(ExitCode.Failed);
        refused.Error.ShouldContain("disabled");
    }

    [Theory]
    [InlineData("versions", "nothing-here")]
    [InlineData("diff", "nothing-here", "1")]
    [InlineData("rollback", "nothing-here", "1")]
    [InlineData("enable", "nothing-here")]
    [InlineData("delete", "nothing-here")]
    public async Task UnknownWorkflow_IsInvalid_AndNamed(params string[] args)
    {
        await using var server = await EngineServer.StartAsync();

        var run = await CliRun.OfAsync(["workflows", .. args, "--server", server.Url]);

        run.ExitCode.ShouldBe(ExitCode.Invalid);
        run.Error.ShouldContain("nothing-here");
    }

    [Fact]
    public async Task Json_IsTheReply()
    {
        using var folder = new TemporaryFolder();
        await using var server = await EngineServer.StartAsync();
        await CliRun.OfAsync("workflows", "create", folder.Write("one.workflow.yaml", One), "--server", server.Url);

        using var versions = JsonDocument.Parse((await CliRun.OfAsync("workflows", "versions", "one", "--json", "--server", server.Url)).Output);
        using var diff = JsonDocument.Parse((await CliRun.OfAsync("workflows", "diff", "one", "1", "1", "--json", "--server", server.Url)).Output);

        versions.RootElement.GetProperty("items")[0].GetProperty("is_current").GetBoolean().ShouldBeTrue();
        diff.RootElement.GetProperty("changes").GetArrayLength().ShouldBe(0);
    }
}
