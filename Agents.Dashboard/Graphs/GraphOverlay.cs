using Agents.Client.Executions;
using Agents.Client.Workflows;

namespace Agents.Dashboard.Graphs;

/// <summary>What one execution did in a workflow's graph: how each state stands, and the way that was taken.</summary>
public sealed class GraphOverlay
{
    private readonly Dictionary<string, StateProgress> _states;
    private readonly HashSet<(string From, string To)> _taken;

    private GraphOverlay(Dictionary<string, StateProgress> states, HashSet<(string From, string To)> taken, string? selectedState)
        => (_states, _taken, SelectedState) = (states, taken, selectedState);

    /// <summary>The state of the step that is looked at; null where none is.</summary>
    public string? SelectedState { get; }

    public static GraphOverlay Of(string status, ExecutionProgress progress, string? selectedState)
    {
        var states = progress.States.ToDictionary(static state => state.State, StringComparer.Ordinal);
        var taken = progress.Edges.Select(static edge => (edge.From ?? GraphNode.StartId, edge.To)).ToHashSet();
        if (status == ExecutionStatuses.Completed)
        {
            // Whoever was followed by nobody was the last.
            taken.UnionWith(states.Keys.Where(state => !progress.Edges.Any(edge => edge.From == state)).Select(static state => (state, GraphNode.EndId)));
        }

        return new(states, taken, selectedState);
    }

    public StateProgress? State(string state) => _states.GetValueOrDefault(state);

    public bool WasTaken(string from, string to) => _taken.Contains((from, to));
}
