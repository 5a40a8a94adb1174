using Agents.Core.Workflows;

namespace Agents.Cli.Workflows;

/// <summary>The workflows that a file's states run, where they stand in files beside it.</summary>
internal static class NeighbouringWorkflows
{
    private static readonly string[] Endings = [".yaml", ".yml", ".json"];

    /// <summary>Those that the file needs, directly or through each other, each before who needs it. One that is in no file is left out: the server says so.</summary>
    public static async Task<IReadOnlyList<WorkflowFile>> OfAsync(WorkflowFile file, CancellationToken cancellationToken)
    {
        if (file.FileName is null || !Needed(file).Any())
        {
            return [];
        }

        var beside = await ReadAsync(Path.GetDirectoryName(Path.GetFullPath(file.Name))!, cancellationToken);
        var found = new List<WorkflowFile>();
        Collect(file, beside, found, [file.Workflow!.Id]);
        return found;
    }

    private static void Collect(WorkflowFile file, Dictionary<string, WorkflowFile> beside, List<WorkflowFile> found, HashSet<string> seen)
    {
        foreach (var id in Needed(file))
        {
            if (seen.Add(id) && beside.TryGetValue(id, out var needed))
            {
                Collect(needed, beside, found, seen);
                found.Add(needed);
            }
        }
    }

    private static IEnumerable<string> Needed(WorkflowFile file) => file.Workflow!.AllStates().OfType<WorkflowState>().Select(static state => state.Workflow);

    private static async Task<Dictionary<string, WorkflowFile>> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        var files = new Dictionary<string, WorkflowFile>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder).Where(static path => Endings.Contains(Path.GetExtension(path))).Order(StringComparer.Ordinal))
        {
            var file = await WorkflowFile.ReadAsync(path, strict: false, cancellationToken);
            if (file.Workflow is { } workflow)
            {
                files.TryAdd(workflow.Id, file);
            }
        }

        return files;
    }
}
