using Agents.Client.Executions;
using Agents.Client.Workflows;

namespace Agents.Dashboard.Graphs;

/// <summary>What one execution did in a workflow's graph: the last visit of each state, and the way that was taken.</summary>
public sealed class GraphOverlay
{
    private readonly Dictionary<string, StepRecord> _lastVisits = new(StringComparer.Ordinal);
    private readonly HashSet<(string From, string To)> _taken = [];

    private GraphOverlay(string? selectedStep) => SelectedStep = selectedStep;

    public string? SelectedStep { get; }

    /// <summary>Folds <paramref name="steps"/>, which come in the order in which they began.</summary>
    public static GraphOverlay Of(string status, IReadOnlyList<StepRecord> steps, string? selectedStep)
    {
        var overlay = new GraphOverlay(selectedStep);
        var from = GraphNode.StartId;
        foreach (var step in steps)
        {
            overlay._taken.Add((from, step.State));
            overlay._lastVisits[step.State] = step;
            from = step.State;
        }

        if (status == ExecutionStatuses.Completed)
        {
            overlay._taken.Add((from, GraphNode.EndId));
        }

        return overlay;
    }

    public StepRecord? LastVisit(string state) => _lastVisits.GetValueOrDefault(state);

    public bool WasTaken(string from, string to) => _taken.Contains((from, to));
}
