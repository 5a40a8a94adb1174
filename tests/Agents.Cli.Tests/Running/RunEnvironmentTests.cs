using Agents.Cli.Running;

namespace Agents.Cli.Tests.Running;

public sealed class RunEnvironmentTests
{
    private static string? Own(string name) => name == "HOME_TOKEN" ? "own" : null;

    [Fact]
    public void FilesComeFirst_AndABareNameTakesTheProcessesValue()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write(".env", "# comment\n\nA=1\nexport B=\"two words\"\nC='x=y'\nD=\n");

        var values = RunEnvironment.Of([file], ["A=3", "HOME_TOKEN"], Own);

        values.ShouldNotBeNull().OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{pair.Key}={pair.Value}")
            .ShouldBe(["A=3", "B=two words", "C=x=y", "D=", "HOME_TOKEN=own"]);
    }

    [Fact]
    public void NothingGiven_IsNone() => RunEnvironment.Of([], [], Own).ShouldBeNull();

    [Fact]
    public void UnknownName_SaysWhatToDo() => Should.Throw<CliException>(static () => RunEnvironment.Of([], ["GONE"], Own)).Message.ShouldContain("-e GONE=value");

    [Fact]
    public void BrokenLine_IsNamedByItsNumberAlone()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write(".env", "A=1\ncanary-without-a-name\n");
        var problem = Should.Throw<CliException>(() => RunEnvironment.Of([file], [], Own));
        problem.Message.ShouldContain("Line 2");
        problem.Message.ShouldNotContain("canary");
    }
}
