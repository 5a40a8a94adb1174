using System.Text.Json;

namespace Agents.Cli.Tests.Commands;

public sealed class GraphCommandTests
{
    private const string Two = """
        id: two
        states:
          - {name: first, type: inject, data: {x: 1}, next: second}
          - {name: second, type: inject, data: {x: 2}, end: true}
        """;

    [Theory]
    [InlineData("mermaid")]
    [InlineData("svg")]
    [InlineData("json")]
    public async Task EveryFormat_NamesTheStates(string format)
    {
        using var folder = new TemporaryFolder();
        var run = await CliRun.OfAsync("graph", folder.Write("two.workflow.yaml", Two), "--format", format);
        run.ExitCode.ShouldBe(ExitCode.Completed, run.Error);
        run.Output.ShouldContain("first");
        run.Output.ShouldContain("second");
    }

    [Fact]
    public async Task Json_HasNodesAndEdges()
    {
        using var folder = new TemporaryFolder();
        var run = await CliRun.OfAsync("graph", folder.Write("two.workflow.yaml", Two), "-f", "json");
        using var graph = JsonDocument.Parse(run.Output);
        graph.RootElement.GetProperty("nodes").GetArrayLength().ShouldBe(4, "two states, start and end");
        graph.RootElement.GetProperty("edges").GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public async Task Output_GoesToTheFile()
    {
        using var folder = new TemporaryFolder();
        var target = Path.Combine(folder.Path, "two.svg");
        var run = await CliRun.OfAsync("graph", folder.Write("two.workflow.yaml", Two), "-f", "svg", "-o", target);
        run.Output.ShouldBeEmpty();
        (await File.ReadAllTextAsync(target)).ShouldContain("<svg");
    }
}
