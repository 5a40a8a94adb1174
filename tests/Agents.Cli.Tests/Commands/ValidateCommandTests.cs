using System.Text.Json;
using Agents.Testing;

namespace Agents.Cli.Tests.Commands;

public sealed class ValidateCommandTests
{
    private const string Broken = """
        id: broken
        states:
          - {name: a, type: inject, data: {x: 1}, next: b}
          - {name: c, type: fly, end: true}
        """;

    private const string Careless = """
        id: careless
        colour: red
        states:
          - {name: a, type: inject, data: {x: 1}, end: true}
        """;

    [Fact]
    public async Task Errors_StandAsACompilerWritesThem()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("broken.workflow.yaml", Broken);
        var run = await CliRun.OfAsync("validate", file);
        run.ExitCode.ShouldBe(ExitCode.Invalid);
        run.Output.ShouldContain($"{file}:4:");
        run.Output.ShouldContain(": error UNKNOWN_STATE_TYPE ");
        run.Output.ShouldContain("1 file: ");
    }

    [Fact]
    public async Task Warning_IsAnErrorWhenStrict()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("careless.workflow.yaml", Careless);
        (await CliRun.OfAsync("validate", file)).ExitCode.ShouldBe(ExitCode.Completed);
        (await CliRun.OfAsync("validate", file, "--strict")).ExitCode.ShouldBe(ExitCode.Invalid);
    }

    [Fact]
    public async Task Json_HasEveryFileAndPlace()
    {
        using var folder = new TemporaryFolder();
        var run = await CliRun.OfAsync("validate", "--json", folder.Write("broken.workflow.yaml", Broken), folder.Write("careless.workflow.yaml", Careless));
        using var document = JsonDocument.Parse(run.Output);
        document.RootElement.EnumerateArray().Select(static file => file.GetProperty("valid").GetBoolean()).ShouldBe([false, true]);
        var diagnostic = document.RootElement[1].GetProperty("diagnostics")[0];
        (diagnostic.GetProperty("severity").GetString(), diagnostic.GetProperty("line").GetInt32()).ShouldBe(("warning", 2));
    }

    [Fact]
    public async Task MissingFile_IsInvalid()
    {
        var run = await CliRun.OfAsync("validate", "/nowhere/x.yaml");
        run.ExitCode.ShouldBe(ExitCode.Invalid);
        run.Error.ShouldContain("no file '/nowhere/x.yaml'");
    }

    [Fact]
    public async Task Examples_AreValid()
    {
        string[] files = [.. Directory.GetFiles(Repository.Examples, "*.yaml", SearchOption.AllDirectories).Where(static file => !file.EndsWith(".test.yaml", StringComparison.Ordinal))];
        var run = await CliRun.OfAsync(["validate", .. files]);
        run.ExitCode.ShouldBe(ExitCode.Completed, run.Output);
    }
}
