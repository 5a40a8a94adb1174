using Agents.Client.Workflows;

namespace Agents.Dashboard.Tests.FakeSilo;

/// <summary>Drawings with positions as the silo's layout gives them.</summary>
public static class FakeGraphs
{
    private const double Width = 184;
    private const double Height = 52;
    private const double Column = Width + 56;

    public static WorkflowGraphReply Line(string workflowId, params (string Name, string Type)[] states)
    {
        var nodes = new List<GraphNode> { new(GraphNode.StartId, "start", 8, 22, 56, 28) };
        nodes.AddRange(states.Select((state, at) => new GraphNode(state.Name, state.Type, 104 + (at * Column), 10, Width, Height)));
        var right = 104 + (states.Length * Column);
        nodes.Add(new(GraphNode.EndId, "end", right, 22, 56, 28));
        return new(workflowId, 1, right + 64, 76)
        {
            Nodes = nodes,
            Edges = [.. nodes.Zip(nodes.Skip(1), (from, to) => new GraphEdge(from.Id, to.Id))],
        };
    }

    /// <summary>e2e-switch-routing.workflow.yaml.</summary>
    public static WorkflowGraphReply Routing { get; } = new("e2e-switch-routing", 1, 1330, 380)
    {
        Nodes =
        [
            new(GraphNode.StartId, "start", 8, 173, 56, 28),
            new("inject_alert", "inject", 104, 161, Width, Height),
            new("route_by_severity", "switch", 344, 161, Width, Height),
            new("critical_response", "agent", 720, 20, Width, Height),
            new("high_severity_response", "agent", 720, 114, Width, Height),
            new("medium_severity_response", "agent", 720, 208, Width, Height),
            new("low_severity_response", "agent", 720, 302, Width, Height),
            new("escalate", "agent", 968, 20, Width, Height),
            new("analyze_high", "agent", 968, 114, Width, Height),
            new(GraphNode.EndId, "end", 1262, 173, 56, 28),
        ],
        Edges =
        [
            new(GraphNode.StartId, "inject_alert"),
            new("inject_alert", "route_by_severity"),
            Condition("critical_response", "_value == 'critical'", 46),
            Condition("high_severity_response", "_value == 'high'", 140),
            Condition("medium_severity_response", "_value == 'medium'", 234),
            Condition("low_severity_response", "default", 328) with { Kind = "default" },
            new("critical_response", "escalate"),
            new("high_severity_response", "analyze_high"),
            ToEnd("escalate", 1152, 46),
            ToEnd("analyze_high", 1152, 140),
            ToEnd("medium_severity_response", 904, 234),
            ToEnd("low_severity_response", 904, 328),
        ],
    };

    private static GraphEdge Condition(string to, string label, double y) => new("route_by_severity", to)
    {
        Label = label,
        Kind = "route",
        Points = [new(528, 187), new(548, 187), new(548, y), new(720, y)],
    };

    private static GraphEdge ToEnd(string from, double x, double y) => new(from, GraphNode.EndId)
    {
        Points = [new(x, y), new(1206, y), new(1206, 187), new(1262, 187)],
    };
}
