using System.CommandLine;
using Agents.Cli.Output;
using Agents.Cli.Workflows;
using Agents.Core.Drawing;
using Agents.Core.Workflows;

namespace Agents.Cli.Commands;

/// <summary><c>agents graph FILE</c>: a workflow's drawing.</summary>
internal static class GraphCommand
{
    public static Command Create()
    {
        var file = SharedOptions.File();
        var format = new Option<string>("--format", "-f") { Description = "svg, mermaid or json.", DefaultValueFactory = static _ => "mermaid" };
        format.AcceptOnlyFromAmong("svg", "mermaid", "json");
        var target = new Option<string?>("--output", "-o") { Description = "File to write. Default: standard output.", HelpName = "FILE" };
        var command = new Command("graph", "Draw a workflow file.") { file, format, target };
        command.Runs(async (parsed, cancellationToken) =>
        {
            var output = new CliOutput(parsed, isJson: true);
            var read = await WorkflowFile.ReadAsync(parsed.GetRequiredValue(file), strict: false, cancellationToken);
            new DiagnosticLines(output.Errors).Write(read.Name, read.Diagnostics);
            if (read.Workflow is not { } workflow)
            {
                return ExitCode.Invalid;
            }

            await WriteAsync(output, Draw(workflow, parsed.GetRequiredValue(format)), parsed.GetValue(target), cancellationToken);
            return ExitCode.Completed;
        });
        return command;
    }

    private static string Draw(Workflow workflow, string format)
    {
        var layout = GraphLayout.Of(workflow);
        return format switch
        {
            "svg" => SvgDrawing.Write(layout),
            "json" => JsonDrawing.Write(layout).ToIndentedJson(),
            _ => MermaidDrawing.Write(layout),
        };
    }

    private static async Task WriteAsync(CliOutput output, string drawing, string? file, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            await output.Results.WriteLineAsync(drawing.TrimEnd());
            return;
        }

        try
        {
            await File.WriteAllTextAsync(file, drawing, cancellationToken);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"The file '{file}' cannot be written: {problem.Message}", ExitCode.Failed);
        }
    }
}
