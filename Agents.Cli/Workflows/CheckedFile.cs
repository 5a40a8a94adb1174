using Agents.Client.Problems;
using Agents.Core.AgentFiles;
using Agents.Silo.Diagnostics;

namespace Agents.Cli.Workflows;

/// <summary>A workflow or agent file that was checked.</summary>
/// <param name="Name">The path as the user wrote it.</param>
/// <param name="IsValid">Whether nothing is wrong with it.</param>
/// <param name="Diagnostics">All problems.</param>
internal sealed record CheckedFile(string Name, bool IsValid, IReadOnlyList<DiagnosticRecord> Diagnostics)
{
    /// <summary>The workflow's id; null where the file is wrong, and for agents.</summary>
    public string? WorkflowId { get; private init; }

    /// <summary>The agent's name; null where the file is wrong, and for workflows.</summary>
    public string? Agent { get; private init; }

    /// <exception cref="CliException">The file cannot be read.</exception>
    public static async Task<CheckedFile> ReadAsync(string path, bool strict, CancellationToken cancellationToken)
    {
        if (!path.EndsWith(AgentFileReader.Extension, StringComparison.OrdinalIgnoreCase))
        {
            var workflow = await WorkflowFile.ReadAsync(path, strict, cancellationToken);
            return new CheckedFile(workflow.Name, workflow.IsValid, workflow.Diagnostics) { WorkflowId = workflow.Workflow?.Id };
        }

        var load = AgentFileReader.Read(await WorkflowFile.ReadTextAsync(path, cancellationToken), Path.GetFileName(path), strict);
        return new CheckedFile(path, load.Definition is not null, [.. load.Diagnostics.Select(DiagnosticViews.Record)]) { Agent = load.Definition?.Name };
    }
}
