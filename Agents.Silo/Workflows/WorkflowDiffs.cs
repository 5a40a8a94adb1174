using Agents.Client.Workflows;
using Agents.Core.Comparisons;
using Agents.Core.Workflows;
using Agents.Silo.Executions;

namespace Agents.Silo.Workflows;

/// <summary>Differences between versions as the API shows them.</summary>
internal static class WorkflowDiffs
{
    public static WorkflowDiff Of(string id, (WorkflowVersionRow Row, Workflow Plan) from, (WorkflowVersionRow Row, Workflow Plan) to)
    {
        var hunks = LineDiff.Of(from.Row.Definition, to.Row.Definition);
        return new WorkflowDiff(id, (int)from.Row.Version, (int)to.Row.Version)
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
