using Agents.Core.Drawing.Layers;
using Agents.Core.Workflows;

namespace Agents.Core.Drawing;

/// <summary>
/// A workflow as a drawing: where every state and every transition goes. Depends on the workflow alone, so that positions stay while an execution is live.
/// Lengths are in pixels of an unscaled drawing, from the top left.
/// </summary>
/// <param name="Direction">Which way the flow goes.</param>
/// <param name="Width">The drawing's width.</param>
/// <param name="Height">The drawing's height.</param>
/// <param name="Nodes">States, containers before what they hold.</param>
/// <param name="Edges">Transitions.</param>
public sealed record GraphLayout(GraphDirection Direction, double Width, double Height, IReadOnlyList<GraphNode> Nodes, IReadOnlyList<GraphEdge> Edges)
{
    /// <summary>The id of the node where executions begin.</summary>
    public const string StartId = "@start";

    /// <summary>The id of the node where executions end without an end state; drawn only where something leads there.</summary>
    public const string EndId = "@end";

    /// <summary>Lays a workflow out.</summary>
    /// <param name="workflow">The workflow; one with unreachable states or loops is laid out too.</param>
    /// <param name="direction">Which way the flow goes.</param>
    public static GraphLayout Of(Workflow workflow, GraphDirection direction = GraphDirection.LeftToRight)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        return LayeredLayout.Of(WorkflowGraph.Of(workflow), direction);
    }
}

/// <summary>Which way a drawing's flow goes.</summary>
public enum GraphDirection
{
    /// <summary>From left to right.</summary>
    LeftToRight,

    /// <summary>From top to bottom, for narrow screens.</summary>
    TopDown,
}

/// <summary>A state in a drawing.</summary>
/// <param name="Id">State names from the outside in, joined by <c>/</c>; below a parallel or try state comes the branch's name (<c>try</c>, <c>catch</c>, <c>finally</c>).</param>
/// <param name="Label">The state's or branch's name, whole.</param>
/// <param name="Type">The state's type; <c>start</c>, <c>end</c> or <c>branch</c> for what is no state.</param>
/// <param name="X">The left edge.</param>
/// <param name="Y">The top edge.</param>
/// <param name="Width">Its width.</param>
/// <param name="Height">Its height.</param>
/// <param name="Parent">The container's id; null at the top level.</param>
/// <param name="IsContainer">Whether other nodes lie inside.</param>
public sealed record GraphNode(string Id, string Label, string Type, double X, double Y, double Width, double Height, string? Parent, bool IsContainer)
{
    /// <summary>What the state does, for tooltips; null where the definition does not say.</summary>
    public string? Description { get; init; }
}

/// <summary>A transition in a drawing.</summary>
/// <param name="From">The id of the node it leaves.</param>
/// <param name="To">The id of the node it leads to.</param>
/// <param name="Kind">Why it is taken.</param>
/// <param name="Points">The corners of its line, at least two, each straight right or down from the one before.</param>
/// <param name="Label">Its condition, whole; null where it has none.</param>
/// <param name="LabelAt">Where the label's baseline begins; null where there is no label.</param>
public sealed record GraphEdge(string From, string To, GraphEdgeKind Kind, IReadOnlyList<GraphPoint> Points, string? Label, GraphPoint? LabelAt);

/// <summary>Why a transition is taken.</summary>
public enum GraphEdgeKind
{
    /// <summary>Always.</summary>
    Next,

    /// <summary>A condition is true.</summary>
    Route,

    /// <summary>No condition is true.</summary>
    Default,

    /// <summary>The state runs again.</summary>
    Loop,

    /// <summary>One of several branches that start at once.</summary>
    Fork,

    /// <summary>Once per item of a list.</summary>
    Map,

    /// <summary>Something failed, was rejected or came too late.</summary>
    Failure,
}

/// <summary>A point in a drawing.</summary>
/// <param name="X">From the left.</param>
/// <param name="Y">From the top.</param>
public readonly record struct GraphPoint(double X, double Y);
