using Agents.Core.Workflows;

namespace Agents.Core.Comparisons;

/// <summary>
/// Compares what two versions of a workflow do, not how they are written: order of keys, comments, spellings of one thing and YAML or JSON make no difference.
/// </summary>
public static class WorkflowComparison
{
    /// <summary>Every difference: settings, schemas, agents, states, transitions, each in the newer version's order, what is gone last.</summary>
    /// <param name="before">The older version.</param>
    /// <param name="after">The newer version.</param>
    public static IReadOnlyList<WorkflowChange> Of(Workflow before, Workflow after)
    {
        var older = PlanParts.Of(before).DistinctBy(static part => (part.Subject, part.Name)).ToDictionary(static part => (part.Subject, part.Name), static part => part.Outline);
        var changes = new List<WorkflowChange>();
        foreach (var (subject, name, outline) in PlanParts.Of(after))
        {
            if (!older.Remove((subject, name), out var old))
            {
                changes.Add(new WorkflowChange(ChangeKind.Added, subject, name, IsValue(subject) ? [new ChangedPart("", null, outline)] : []));
            }
            else if (JsonComparison.Of(old, outline).ToList() is { Count: > 0 } parts)
            {
                changes.Add(new WorkflowChange(ChangeKind.Changed, subject, name, parts));
            }
        }

        changes.AddRange(older.Select(static gone => new WorkflowChange(
            ChangeKind.Removed, gone.Key.Subject, gone.Key.Name, IsValue(gone.Key.Subject) ? [new ChangedPart("", gone.Value, null)] : [])));
        return [.. changes.Where(change => !ComesWithState(change, changes)).OrderBy(static change => change.Subject)];
    }

    // A setting is its value; a state or an agent that came is read in the definition.
    private static bool IsValue(ChangeSubject subject) => subject is ChangeSubject.Setting or ChangeSubject.Transition;

    /// <summary>Whether a transition came or went only because its state did.</summary>
    private static bool ComesWithState(WorkflowChange change, List<WorkflowChange> all)
        => change is { Subject: ChangeSubject.Transition, Kind: not ChangeKind.Changed }
            && all.Exists(other => other.Subject == ChangeSubject.State && other.Kind == change.Kind && other.Name == change.Name);
}
