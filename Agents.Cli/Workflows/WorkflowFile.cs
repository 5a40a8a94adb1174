using Agents.Cli.AgentFiles;
using Agents.Client.Problems;
using Agents.Core.Formats;
using Agents.Core.Workflows;
using Agents.Silo.Diagnostics;

namespace Agents.Cli.Workflows;

/// <summary>A workflow file as it was found and what loading it gave.</summary>
/// <param name="Name">The path as the user wrote it; <c>(standard input)</c> for <c>-</c>.</param>
/// <param name="Text">The file's text.</param>
/// <param name="Workflow">The plan; null where the file is wrong.</param>
/// <param name="Diagnostics">All problems.</param>
internal sealed record WorkflowFile(string Name, string Text, Workflow? Workflow, IReadOnlyList<DiagnosticRecord> Diagnostics)
{
    private const string StandardInput = "(standard input)";

    public bool IsValid => Workflow is not null;

    /// <summary>The file's name as a server gets it; null for standard input.</summary>
    public string? FileName => Name == StandardInput ? null : Path.GetFileName(Name);

    /// <exception cref="CliException">The file cannot be read.</exception>
    public static async Task<WorkflowFile> ReadAsync(string path, bool strict, CancellationToken cancellationToken)
    {
        var isInput = path == "-";
        var text = isInput ? await Console.In.ReadToEndAsync(cancellationToken) : await ReadTextAsync(path, cancellationToken);
        var load = WorkflowLoader.Load(text, new WorkflowLoadOptions
        {
            FileName = isInput ? "workflow.yaml" : Path.GetFileName(path),
            Strict = strict,
            EnvironmentAgents = NeighbouringAgents.Of(path),
        });
        return new WorkflowFile(isInput ? StandardInput : path, text, load.Workflow, [.. load.Diagnostics.Select(DiagnosticViews.Record)]);
    }

    /// <summary>A file's text.</summary>
    /// <exception cref="CliException">The file cannot be read.</exception>
    public static async Task<string> ReadTextAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(path, cancellationToken);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CliException(problem is FileNotFoundException or DirectoryNotFoundException
                ? $"There is no file '{path}'. Start one with: agents new {Path.GetFileName(path).Split('.')[0]}"
                : $"The file '{path}' cannot be read: {problem.Message}");
        }
    }
}
