namespace Agents.Client.Workflows;

/// <summary>A workflow's drawing, laid out left to right: <c>GET /workflows/{id}/graph?format=json</c>. Lengths are CSS pixels from the top left.</summary>
/// <param name="WorkflowId">The workflow.</param>
/// <param name="Version">The version that is drawn.</param>
/// <param name="Width">Width of the whole drawing.</param>
/// <param name="Height">Height of the whole drawing.</param>
public sealed record WorkflowGraphReply(string WorkflowId, int Version, double Width, double Height)
{
    /// <summary>The states, and the pseudo-nodes of type <c>start</c> and <c>end</c>.</summary>
    public IReadOnlyList<GraphNode> Nodes { get; init; } = [];

    /// <summary>The transitions.</summary>
    public IReadOnlyList<GraphEdge> Edges { get; init; } = [];
}

/// <summary>A box of the drawing.</summary>
/// <param name="Id">State names from the outside in, joined by <c>/</c>; <see cref="StartId"/> and <see cref="EndId"/> for the pseudo-nodes.</param>
/// <param name="Type">The state's type; <c>start</c>, <c>end</c> or <c>branch</c> for what is no state.</param>
/// <param name="X">Left side.</param>
/// <param name="Y">Upper side.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
public sealed record GraphNode(string Id, string Type, double X, double Y, double Width, double Height)
{
    /// <summary>The id of the node where executions begin.</summary>
    public const string StartId = "@start";

    /// <summary>The id of the node where executions end without an end state.</summary>
    public const string EndId = "@end";

    /// <summary>What the box shows; null means the id.</summary>
    public string? Label { get; init; }

    /// <summary>The box of a parallel, foreach or try state that this one lies in; null for most.</summary>
    public string? Parent { get; init; }
}

/// <summary>An arrow of the drawing.</summary>
/// <param name="From">The node that it leaves.</param>
/// <param name="To">The node that it enters.</param>
public sealed record GraphEdge(string From, string To)
{
    /// <summary>The condition, or <c>default</c>; null where there is nothing to say.</summary>
    public string? Label { get; init; }

    /// <summary><c>next</c>, <c>route</c>, <c>default</c>, <c>loop</c>, <c>fork</c>, <c>map</c> or <c>failure</c>.</summary>
    public string Kind { get; init; } = "next";

    /// <summary>Corners of its way from border to border; empty means: draw it straight.</summary>
    public IReadOnlyList<GraphPoint> Points { get; init; } = [];

    /// <summary>Where the label's baseline begins; null where there is no label, or it may stand anywhere on the line.</summary>
    public GraphPoint? LabelAt { get; init; }
}

/// <summary>A point of the drawing.</summary>
/// <param name="X">From the left.</param>
/// <param name="Y">From the top.</param>
public readonly record struct GraphPoint(double X, double Y);
