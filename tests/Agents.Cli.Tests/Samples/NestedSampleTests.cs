namespace Agents.Cli.Tests.Samples;

/// <summary><c>--yes</c> and <c>--skip-timers</c> reach whatever the workflow consists of.</summary>
public sealed class NestedSampleTests
{
    private const string Waits = """
                {name: nap, type: timer, duration: 9h, next: paid}
                {name: paid, type: signal, signal: paid, next: ask}
                {name: ask, type: human_approval, message: "Go on?", approvers: ["team:sre"], quorum: 2, end: true}
        """;

    private static string States(string indent) => string.Join('\n', Waits.Split('\n').Select(line => $"{indent}- {line.Trim()}"));

    [Fact]
    public async Task BranchesItemsAndBlocks_GoOn()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("nested.workflow.yaml", $"""
            id: nested
            states:
              - name: both
                type: parallel
                branches:
                  - name: left
                    states:
            {States("          ")}
                  - name: right
                    states:
            {States("          ")}
                next: each
              - name: each
                type: foreach
                itemsPath: items
                maxConcurrency: 2
                iterator:
                  states:
            {States("        ")}
                next: safely
              - name: safely
                type: try
                try:
                  states:
            {States("        ")}
                end: true
            """);

        var run = await CliRun.OfAsync("run", file, "--yes", "--skip-timers", "-i", "items=[1, 2, 3]");

        run.ExitCode.ShouldBe(ExitCode.Completed, run.Output + run.Error);
        run.Output.Split("? Go on?").Length.ShouldBe(1 + 2 + 3 + 1);
    }

    [Fact]
    public async Task SubWorkflows_AreTakenFromFilesBesideIt_AndGoOn()
    {
        using var folder = new TemporaryFolder();
        folder.Write("child.workflow.yaml", $"""
            id: child
            states:
            {States("  ")}
            """);
        folder.Write("middle.workflow.yaml", """
            id: middle
            states:
              - {name: run, type: workflow, workflow: child, end: true}
            """);
        folder.Write("broken.workflow.yaml", "id: [");
        var file = folder.Write("parent.workflow.yaml", """
            id: parent
            states:
              - name: both
                type: parallel
                branches:
                  - {name: one, states: [{name: run, type: workflow, workflow: middle, end: true}]}
                  - {name: two, states: [{name: run2, type: workflow, workflow: child, end: true}]}
                end: true
            """);

        var run = await CliRun.OfAsync("run", file, "--yes", "--skip-timers");

        run.ExitCode.ShouldBe(ExitCode.Completed, run.Output + run.Error);
        run.Output.Split("? Go on?").Length.ShouldBe(1 + 2);
    }

    [Fact]
    public async Task SubWorkflowThatIsNowhere_IsNamed()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("parent.workflow.yaml", """
            id: parent
            states:
              - {name: run, type: workflow, workflow: nowhere, end: true}
            """);

        var run = await CliRun.OfAsync("run", file, "--yes");

        run.ExitCode.ShouldBe(ExitCode.Failed);
        run.Output.ShouldContain("'nowhere'");
    }

    [Fact]
    public async Task SampleOfAWorkflowWithoutSchema_IsWhatItReads()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("open.workflow.yaml", """
            id: open
            states:
              - {name: first, type: transform, expression: "{'total': price * 2, 'names': [one.name for one in people]}", resultPath: sums, next: last}
              - {name: last, type: transform, expression: "{'total': sums.total + 1, 'of': input.extra.upper()}", end: true}
            """);

        var run = await CliRun.OfAsync("run", file, "--sample");

        run.ExitCode.ShouldBe(ExitCode.Completed, run.Output + run.Error);
    }
}
