using System.Collections.Concurrent;
using Agents.Core.Formats;

namespace Agents.Silo.Workflows;

/// <summary>Loaded workflow versions. A version never changes, so what was loaded once stays right.</summary>
internal sealed class WorkflowCatalog(WorkflowStore store, TimeProvider time)
{
    // Another silo may store a version or disable the workflow: for this long a start here may still go by what was before.
    private static readonly TimeSpan CurrentFor = TimeSpan.FromSeconds(1);

    // Enough for every workflow in daily use; a plan takes some tens of kilobytes.
    private const int Capacity = 2_000;

    private readonly ConcurrentDictionary<(string Id, int Version), StoredWorkflow> _loaded = new();

    private readonly ConcurrentDictionary<string, (WorkflowStanding Standing, long ReadAt)> _current = new(StringComparer.Ordinal);

    /// <summary>The number of the current version; null where there is no such workflow.</summary>
    public async ValueTask<int?> FindCurrentVersionAsync(string id) => (int?)(await FindStandingAsync(id))?.CurrentVersion;

    /// <summary>The current version and whether it may start; null where there is no such workflow.</summary>
    public async ValueTask<WorkflowStanding?> FindStandingAsync(string id)
    {
        if (_current.TryGetValue(id, out var known) && time.GetElapsedTime(known.ReadAt) < CurrentFor)
        {
            return known.Standing;
        }

        var readAt = time.GetTimestamp();
        var standing = await store.FindStandingAsync(id);
        if (standing is not null)
        {
            _current[id] = (standing, readAt);
        }

        return standing;
    }

    /// <summary>Forgets which version is current and whether it may start: it has changed.</summary>
    public void ForgetCurrent(string id) => _current.TryRemove(id, out _);

    /// <summary>The version's plan.</summary>
    /// <exception cref="InvalidDataException">There is no such version, or it no longer loads.</exception>
    public async ValueTask<StoredWorkflow> GetAsync(string id, int version)
        => await FindAsync(id, version) ?? throw new InvalidDataException($"There is no version {version} of workflow '{id}'.");

    /// <summary>The version's plan; null where there is no such version.</summary>
    /// <exception cref="InvalidDataException">It no longer loads.</exception>
    public ValueTask<StoredWorkflow?> FindAsync(string id, int version)
        => _loaded.TryGetValue((id, version), out var workflow) ? ValueTask.FromResult<StoredWorkflow?>(workflow) : new ValueTask<StoredWorkflow?>(LoadAsync(id, version));

    private async Task<StoredWorkflow?> LoadAsync(string id, int version)
    {
        if (await store.FindVersionAsync(id, version) is not { } row)
        {
            return null;
        }

        var load = WorkflowLoader.Load(row.Definition, new WorkflowLoadOptions { FileName = row.FileName, IsStored = true });
        var plan = load.Workflow ?? throw new InvalidDataException(
            $"Version {version} of workflow '{id}' no longer loads: {string.Join(" ", load.Diagnostics.Select(static diagnostic => diagnostic.Message))}");
        if (_loaded.Count >= Capacity)
        {
            _loaded.Clear();
        }

        // The id is the stored one: a definition without an id of its own takes its file's name.
        return _loaded[(id, version)] = new StoredWorkflow(plan.Id == id ? plan : plan with { Id = id }, version, row.ContentHash);
    }
}
