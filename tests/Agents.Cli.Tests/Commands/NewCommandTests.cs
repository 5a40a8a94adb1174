namespace Agents.Cli.Tests.Commands;

public sealed class NewCommandTests
{
    [Fact]
    public async Task Starter_IsStrictlyValid()
    {
        using var folder = new TemporaryFolder();
        (await CliRun.OfAsync("new", "my-first", "-o", folder.Path)).ExitCode.ShouldBe(ExitCode.Completed);
        var run = await CliRun.OfAsync("validate", "--strict", Path.Combine(folder.Path, "my-first.workflow.yaml"));
        run.Output.ShouldBe("1 file: 0 errors, 0 warnings\n");
    }

    [Fact]
    public async Task ExistingFile_IsKeptUnlessForced()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("mine.workflow.yaml", "precious");
        var run = await CliRun.OfAsync("new", "mine", "-o", folder.Path);
        run.ExitCode.ShouldBe(ExitCode.Invalid);
        run.Error.ShouldContain("--force");
        (await File.ReadAllTextAsync(file)).ShouldBe("precious");
        (await CliRun.OfAsync("new", "mine", "-o", folder.Path, "--force")).ExitCode.ShouldBe(ExitCode.Completed);
        (await File.ReadAllTextAsync(file)).ShouldStartWith("# A workflow");
    }

    [Theory]
    [InlineData("../escape")]
    [InlineData("two words")]
    [InlineData("9lives")]
    public async Task NameThatIsNone_IsRefused(string name) => (await CliRun.OfAsync("new", name)).ExitCode.ShouldBe(ExitCode.Invalid);
}
