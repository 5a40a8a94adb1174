using Agents.Client.AgentFiles;
using Agents.Silo.Diagnostics;

namespace Agents.Silo.AgentFiles;

/// <summary>Stores agent files as versions.</summary>
internal sealed class AgentSync(AgentStore store)
{
    public async Task<IReadOnlyList<SyncedFile>> RunAsync(AgentSnapshot snapshot, bool isDry)
    {
        var known = (await store.ListVersionsAsync()).ToLookup(static row => (row.Environment, row.Name), static row => row.ContentHash);
        var report = new List<SyncedFile>();
        foreach (var file in snapshot.Files)
        {
            var isNew = file.Definition is not null && !known[(file.Environment, file.Name)].Contains(file.ContentHash);
            var hidden = snapshot.HiddenBy(file);
            if (isNew && hidden is null && !isDry)
            {
                await store.SaveAsync(file);
            }

            report.Add(new SyncedFile($"{file.Environment}/agents/{file.FileName}", "agent", OutcomeOf(file, isNew, hidden))
            {
                Id = file.Name,
                Diagnostics = [.. AgentFileViews.Diagnostics(file, hidden).Select(DiagnosticViews.Record)],
            });
        }

        var there = snapshot.Files.Select(static file => (file.Environment, file.Name)).ToHashSet();
        report.AddRange(known.Where(agent => !there.Contains(agent.Key))
            .Select(static agent => new SyncedFile($"{agent.Key.Environment}/agents/{agent.Key.Name}.prompt", "agent", SyncOutcomes.Disabled) { Id = agent.Key.Name }));
        return report;
    }

    private static string OutcomeOf(AgentFile file, bool isNew, AgentFile? hidden)
        => file.Definition is null || hidden is not null ? SyncOutcomes.Invalid : isNew ? SyncOutcomes.Stored : SyncOutcomes.Unchanged;
}
