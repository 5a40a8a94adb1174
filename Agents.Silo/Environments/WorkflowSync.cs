using Agents.Client.AgentFiles;
using Agents.Client.Problems;
using Agents.Core.Formats;
using Agents.Core.Workflows;
using Agents.Silo.AgentFiles;
using Agents.Silo.Diagnostics;
using Agents.Silo.Storage;
using Agents.Silo.Workflows;

namespace Agents.Silo.Environments;

/// <summary>
/// Stores workflow files of the silo's own environment: changed content is a new version, a file that is gone disables what it gave. A file that is wrong
/// changes nothing, and neither does a folder that is not there: it may be a disk that is away.
/// </summary>
internal sealed class WorkflowSync(EnvironmentFolder folder, SyncedFileStore synced, WorkflowStore workflows, WorkflowCatalog catalog)
{
    private const string Part = "workflows";

    public async Task<IReadOnlyList<SyncedFile>> RunAsync(AgentSnapshot agents, bool isDry)
    {
        if (!folder.Has(folder.Own, Part))
        {
            return [];
        }

        var known = (await synced.ListAsync(folder.Own)).ToDictionary(static row => row.File, StringComparer.Ordinal);
        var (report, owners, there) = (new List<SyncedFile>(), new Dictionary<string, string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var file in folder.Files(folder.Own, Part, "*.yaml", "*.yml", "*.json").Where(static file => !file.Name.Contains(".test.", StringComparison.Ordinal)))
        {
            there.Add(file.Name);
            report.Add(await SyncAsync(file, known.GetValueOrDefault(file.Name), agents, owners, isDry));
        }

        foreach (var gone in known.Values.Where(row => !there.Contains(row.File)))
        {
            if (!gone.IsGone && !isDry)
            {
                await DisableAsync(gone, owners);
            }

            report.Add(new SyncedFile(PathOf(gone.File), "workflow", gone.IsGone ? SyncOutcomes.Unchanged : SyncOutcomes.Disabled) { Id = gone.WorkflowId });
        }

        return report;
    }

    private async Task<SyncedFile> SyncAsync(EnvironmentFile file, SyncedFileRow? known, AgentSnapshot agents, Dictionary<string, string> owners, bool isDry)
    {
        if (file.Problem is { } unreadable)
        {
            return Invalid(file, null, unreadable);
        }

        var load = WorkflowLoader.Load(file.Text!, new WorkflowLoadOptions { FileName = file.Name, EnvironmentAgents = agents.Definitions });
        IReadOnlyList<DiagnosticRecord> diagnostics = [.. load.Diagnostics.Select(DiagnosticViews.Record)];
        if (load.Workflow is not { } plan)
        {
            return new SyncedFile(PathOf(file.Name), "workflow", SyncOutcomes.Invalid) { Id = known?.WorkflowId, Diagnostics = diagnostics };
        }

        if (!owners.TryAdd(plan.Id, file.Name))
        {
            return Invalid(file, plan.Id, $"The file {owners[plan.Id]} has the id '{plan.Id}' too. Give one of them another.");
        }

        var hash = ContentHash.Of(file.Text!);
        // What was changed through the API since stays until the file changes.
        var isUnchanged = known is { IsGone: false } && known.ContentHash == hash && known.WorkflowId == plan.Id;
        var version = isUnchanged || isDry ? (int?)null : await StoreAsync(file, plan, hash, known);
        return new SyncedFile(PathOf(file.Name), "workflow", isUnchanged ? SyncOutcomes.Unchanged : SyncOutcomes.Stored) { Id = plan.Id, Version = version, Diagnostics = diagnostics };
    }

    private async Task<int> StoreAsync(EnvironmentFile file, Workflow plan, string hash, SyncedFileRow? known)
    {
        if (known is { IsGone: false } && known.WorkflowId != plan.Id)
        {
            await SetEnabledAsync(known.WorkflowId, false);
        }

        var saved = (SavedVersion)await workflows.SaveAsync(plan, file.Text!, file.Name);
        if (known is { IsGone: true })
        {
            await SetEnabledAsync(plan.Id, true);
        }

        catalog.ForgetCurrent(plan.Id);
        // Last: a process that dies before does it all again.
        await synced.SetAsync(new SyncedFileRow { File = file.Name, WorkflowId = plan.Id, ContentHash = hash }, folder.Own);
        return saved.Version;
    }

    // The workflow may have moved into another file.
    private async Task DisableAsync(SyncedFileRow gone, Dictionary<string, string> owners)
    {
        if (!owners.ContainsKey(gone.WorkflowId))
        {
            await SetEnabledAsync(gone.WorkflowId, false);
        }

        await synced.SetAsync(gone with { IsGone = true }, folder.Own);
    }

    private async Task SetEnabledAsync(string id, bool isEnabled)
    {
        await workflows.SetEnabledAsync(id, isEnabled);
        catalog.ForgetCurrent(id);
    }

    private SyncedFile Invalid(EnvironmentFile file, string? id, string problem)
        => new(PathOf(file.Name), "workflow", SyncOutcomes.Invalid) { Id = id, Diagnostics = [new DiagnosticRecord("UNUSABLE_FILE", DiagnosticSeverities.Error, "", problem)] };

    private string PathOf(string file) => $"{folder.Own}/{Part}/{file}";
}
