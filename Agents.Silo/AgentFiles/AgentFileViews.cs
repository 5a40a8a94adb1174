using Agents.Client.AgentFiles;
using Agents.Core.Diagnostics;
using Agents.Silo.Diagnostics;
using Agents.Silo.Executions;

namespace Agents.Silo.AgentFiles;

/// <summary>Agent files as the API shows them.</summary>
internal sealed class AgentFileViews(AgentFolder folder, AgentStore store)
{
    /// <summary>All agents by environment and name: what is there, and what was.</summary>
    public async Task<IReadOnlyList<AgentRecord>> ListAsync()
    {
        var snapshot = folder.Current;
        var versions = (await store.ListVersionsAsync()).ToLookup(static row => (row.Environment, row.Name));
        var there = snapshot.Files.Select(file => Record(snapshot, file, versions[(file.Environment, file.Name)]));
        var gone = versions.Where(agent => !snapshot.Files.Any(file => (file.Environment, file.Name) == agent.Key)).Select(static agent => Gone(agent.Last()));
        return [.. there.Concat(gone).OrderBy(static agent => agent.Environment, StringComparer.Ordinal).ThenBy(static agent => agent.Name, StringComparer.Ordinal)];
    }

    /// <summary>One agent; null where there is and was none.</summary>
    public async Task<AgentDetail?> FindAsync(string environment, string name)
    {
        var snapshot = folder.Current;
        var versions = await store.ListVersionsAsync(environment, name);
        var file = snapshot.Find($"{name}@{environment}") ?? snapshot.Files.FirstOrDefault(file => file.Environment == environment && file.Name == name);
        if (file is null && versions.Count == 0)
        {
            return null;
        }

        return new AgentDetail
        {
            Agent = file is null ? Gone(versions[^1]) : Record(snapshot, file, versions),
            Definition = file is { ContentHash.Length: > 0 } ? file.Text : null,
            InputSchema = file?.Definition?.InputSchema is { } input ? ExecutionViews.Element(input) : null,
            OutputSchema = file?.Definition?.OutputSchema is { } output ? ExecutionViews.Element(output) : null,
            Versions = [.. versions.Reverse().Select(static row => new AgentVersionRecord((int)row.Version, row.ContentHash, row.CreatedAt))],
        };
    }

    /// <summary>What is wrong with a file, its name included.</summary>
    public static IEnumerable<Diagnostic> Diagnostics(AgentFile file, AgentFile? hiddenBy)
        => hiddenBy is null ? file.Load.Diagnostics : file.Load.Diagnostics.Append(new Diagnostic(
            DiagnosticCodes.InvalidPrompt, DiagnosticSeverity.Error, "/metadata/name", $"The file {hiddenBy.FileName} has the name '{file.Name}' too, and counts. Give one of them another."));

    private static AgentRecord Record(AgentSnapshot snapshot, AgentFile file, IEnumerable<AgentVersionRow> versions)
    {
        var hidden = snapshot.HiddenBy(file);
        return new AgentRecord
        {
            Name = file.Name,
            Environment = file.Environment,
            File = file.FileName,
            Status = file.Definition is null || hidden is not null ? AgentStatuses.Invalid : AgentStatuses.Active,
            Description = file.Definition?.Description,
            Tags = file.Load.Tags,
            Provider = file.Definition?.Model.Provider,
            Model = file.Definition?.Model.Model,
            Tools = [.. (file.Definition?.Tools ?? []).Select(static tool => tool.Name)],
            Version = (int?)versions.FirstOrDefault(row => row.ContentHash == file.ContentHash)?.Version,
            Hash = file.ContentHash,
            Diagnostics = [.. Diagnostics(file, hidden).Select(DiagnosticViews.Record)],
        };
    }

    private static AgentRecord Gone(AgentVersionRow row) => new()
    {
        Name = row.Name,
        Environment = row.Environment,
        File = row.FileName,
        Status = AgentStatuses.Disabled,
        Version = (int)row.Version,
        Hash = row.ContentHash,
    };
}
