using Agents.Client.Workflows;
using Agents.Core.Comparisons;
using Agents.Core.Workflows;
using Agents.Silo.Executions;

namespace Agents.Silo.Workflows;

/// <summary>Differences between versions as the API shows them.</summary>
internal static class WorkflowDiffs
{
    public static WorkflowDiff Of(string id, (WorkflowVersionRow Row, Workflow Plan) from, (WorkflowVersionRow Row, Workflow Plan) to)
        => Of(id, ((int)from.Row.Version, from.Row.Definition, from.Plan), ((int)to.Row.Version, to.Row.Definition, to.Plan));

    /// <summary>The differences of texts that may not be stored; those have the version 0.</summary>
    public static WorkflowDiff Of(string id, (int Version, string Definition, Workflow Plan) from, (int Version, string Definition, Workflow Plan) to)
    {
        var hunks = LineDiff.Of(from.Definition, to.Definition);
        return new WorkflowDiff(id, from.Version, to.Version)
        {
            LinesAdded = Count(hunks, DiffLineKinds.Added),
            LinesRemoved = Count(hunks, DiffLineKinds.Removed),
            Hunks = hunks,
            Changes = [.. WorkflowComparison.Of(from.Plan, to.Plan).Select(Record)],
        };
    }

    private static int Count(IReadOnlyList<DiffHunk> hunks, string kind) => hunks.Sum(hunk => hunk.Lines.Count(line => line.Kind == kind));

    private static WorkflowChangeRecord Record(WorkflowChange change)
        => new(change.Kind.ToString().ToLowerInvariant(), change.Subject.ToString().ToLowerInvariant(), change.Name)
        {
            Parts = [.. change.Parts.Select(static part => new ChangedPartRecord(
                part.Path, part.Before is null ? null : ExecutionViews.Element(part.Before), part.After is null ? null : ExecutionViews.Element(part.After)))],
        };
}
