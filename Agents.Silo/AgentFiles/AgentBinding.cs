using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Agents.Core.Formats;
using Agents.Core.Json;
using Agents.Core.Workflows;
using Agents.Silo.Workflows;

namespace Agents.Silo.AgentFiles;

/// <summary>
/// Gives plans the agents of environments that they name. What a new execution gets is what the files say at that moment, and the hashes of these files
/// are recorded with its first event; whenever it is loaded again it gets the same, from the versions that are kept, whatever became of the files.
/// </summary>
internal sealed class AgentBinding(AgentFolder folder, AgentStore agents, WorkflowStore workflows)
{
    // As many as workflow versions are kept loaded.
    private const int Capacity = 2_000;

    private readonly ConditionalWeakTable<Workflow, string[]> _references = [];

    private readonly ConcurrentDictionary<(string Id, int Version, string Agents), StoredWorkflow> _bound = new();

    /// <summary>The workflow with the agents as they are now.</summary>
    /// <param name="workflow">A stored version.</param>
    /// <param name="recorded">Agents that an execution already has, which it keeps; null where there is none.</param>
    public async ValueTask<StoredWorkflow> WithCurrentAsync(StoredWorkflow workflow, JsonObject? recorded = null)
    {
        var references = _references.GetValue(workflow.Plan, AgentReferences.Of);
        var kept = recorded is null ? JsonObject.Empty : JsonObject.From(recorded.Where(entry => references.Contains(entry.Key)));
        if (references.Length == 0 || (folder.Current.IsEmpty && kept.Count == 0))
        {
            return workflow;
        }

        var used = Used(workflow.Plan, references.Where(reference => !kept.ContainsKey(reference)), folder.Current);
        foreach (var file in used.Values)
        {
            // What an execution names must be there before it does.
            await agents.SaveAsync(file);
        }

        var hashes = used.Select(static entry => KeyValuePair.Create(entry.Key, (JsonValue)entry.Value.ContentHash));
        return await WithRecordedAsync(workflow, JsonObject.From(recorded is null ? hashes : recorded.Concat(hashes.Where(entry => !recorded.ContainsKey(entry.Key)))));
    }

    /// <summary>The workflow with the agents that an execution recorded.</summary>
    /// <exception cref="InvalidDataException">A version of one is not there, or no longer loads.</exception>
    public ValueTask<StoredWorkflow> WithRecordedAsync(StoredWorkflow workflow, JsonObject recorded)
        => recorded.Count == 0 ? ValueTask.FromResult(workflow)
            : _bound.TryGetValue((workflow.Plan.Id, workflow.Version, recorded.ToJson()), out var bound) ? ValueTask.FromResult(bound)
            : new ValueTask<StoredWorkflow>(BindAsync(workflow, recorded));

    // In the order in which they are named, so that the same agents give the same record.
    private static Dictionary<string, AgentFile> Used(Workflow plan, IEnumerable<string> references, AgentSnapshot current)
    {
        var used = new Dictionary<string, AgentFile>(StringComparer.Ordinal);
        var open = new Queue<string>(references);
        while (open.TryDequeue(out var reference))
        {
            if (current.Find(reference) is not { } file || !used.TryAdd(reference, file))
            {
                continue;
            }

            foreach (var tool in AgentReferences.ToolsOf(plan, file.Definition!))
            {
                open.Enqueue(tool);
            }
        }

        return used;
    }

    private async Task<StoredWorkflow> BindAsync(StoredWorkflow workflow, JsonObject recorded)
    {
        var definitions = new Dictionary<string, AgentDefinition>(StringComparer.Ordinal);
        foreach (var (reference, hash) in recorded)
        {
            definitions[reference] = await agents.GetAsync(reference.Split('@')[0], ((JsonString)hash).Value);
        }

        var row = await workflows.FindVersionAsync(workflow.Plan.Id, workflow.Version)
            ?? throw new InvalidDataException($"There is no version {workflow.Version} of workflow '{workflow.Plan.Id}'.");
        var load = WorkflowLoader.Load(row.Definition, new WorkflowLoadOptions { FileName = row.FileName, IsStored = true, EnvironmentAgents = definitions });
        var plan = load.Workflow ?? throw new InvalidDataException(
            $"Version {workflow.Version} of workflow '{workflow.Plan.Id}' no longer loads: {string.Join(" ", load.Diagnostics.Select(static diagnostic => diagnostic.Message))}");
        if (_bound.Count >= Capacity)
        {
            _bound.Clear();
        }

        var bound = workflow with { Plan = plan.Id == workflow.Plan.Id ? plan : plan with { Id = workflow.Plan.Id }, Agents = recorded };
        return _bound.GetOrAdd((workflow.Plan.Id, workflow.Version, recorded.ToJson()), bound);
    }
}
