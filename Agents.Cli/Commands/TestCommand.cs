using System.CommandLine;
using Agents.Cli.Output;
using Agents.Cli.Servers;
using Agents.Cli.Workflows;
using Agents.Cli.WorkflowTests;
using Agents.Core.WorkflowTests;
using Agents.Silo.Diagnostics;

namespace Agents.Cli.Commands;

/// <summary><c>agents test FILE...</c>: runs the cases of test files in memory, without a model.</summary>
internal static class TestCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "Test files, such as triage.test.yaml.", Arity = ArgumentArity.OneOrMore };
        var record = new Option<bool>("--record") { Description = "Ask the configured provider anew for every case that has 'record', and write its answers there." };
        var json = SharedOptions.Json();
        var server = SharedOptions.Server();
        var command = new Command("test", "Run the cases of test files: agents and people answer as the file says.") { files, record, json, server };
        command.Runs((parsed, cancellationToken) => RunAsync(
            new CliOutput(parsed, parsed.GetValue(json)), parsed.GetRequiredValue(files), parsed.GetValue(record), parsed.GetValue(server), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CliOutput output, string[] files, bool records, Uri? named, CancellationToken cancellationToken)
    {
        var report = new TestReport(output);
        await using var server = records ? await ServerChoice.ForRunningAsync(named, cancellationToken) : null;
        foreach (var path in files)
        {
            if (await LoadAsync(output, path, cancellationToken) is not { } loaded)
            {
                return ExitCode.Invalid;
            }

            var (tests, workflow) = loaded;
            var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            foreach (var test in tests.Cases)
            {
                if (server is not null && test.Record is not null)
                {
                    await RecordedReplies.RecordAsync(server, workflow, test, folder, cancellationToken);
                }

                var played = await RecordedReplies.PlayAsync(test, folder, cancellationToken);
                report.Add(path, WorkflowTestRun.Run(workflow.Workflow!, played));
            }
        }

        report.Finish();
        return report.AllPassed ? ExitCode.Completed : ExitCode.Failed;
    }

    private static async Task<(WorkflowTestFile Tests, WorkflowFile Workflow)?> LoadAsync(CliOutput output, string path, CancellationToken cancellationToken)
    {
        var load = WorkflowTestFile.Load(await ReadTextAsync(path, cancellationToken), Path.GetFileName(path));
        var lines = new DiagnosticLines(output.Errors);
        lines.Write(path, [.. load.Diagnostics.Select(DiagnosticViews.Record)]);
        if (load.File is not { } tests)
        {
            return null;
        }

        var workflow = await WorkflowFile.ReadAsync(Path.Combine(Path.GetDirectoryName(path) ?? "", tests.Workflow), strict: false, cancellationToken);
        lines.Write(workflow.Name, workflow.Diagnostics);
        return workflow.IsValid ? (tests, workflow) : null;
    }

    private static async Task<string> ReadTextAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(path, cancellationToken);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"The test file '{path}' cannot be read: {problem.Message}");
        }
    }
}
