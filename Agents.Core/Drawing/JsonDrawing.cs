using Agents.Core.Json;

namespace Agents.Core.Drawing;

/// <summary>Writes a layout as JSON: <c>{direction, width, height, nodes: [...], edges: [...]}</c>.</summary>
public static class JsonDrawing
{
    /// <summary>The drawing.</summary>
    public static JsonObject Write(GraphLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        return JsonObject.Of(
            ("direction", layout.Direction == GraphDirection.TopDown ? "top_down" : "left_to_right"),
            ("width", Number(layout.Width)),
            ("height", Number(layout.Height)),
            ("nodes", JsonArray.From(layout.Nodes.Select(NodeOf))),
            ("edges", JsonArray.From(layout.Edges.Select(EdgeOf))));
    }

    private static JsonObject NodeOf(GraphNode node) => JsonObject.Of(
        ("id", node.Id),
        ("label", node.Label),
        ("type", node.Type),
        ("description", node.Description),
        ("x", Number(node.X)),
        ("y", Number(node.Y)),
        ("width", Number(node.Width)),
        ("height", Number(node.Height)),
        ("parent", node.Parent),
        ("container", node.IsContainer));

    private static JsonObject EdgeOf(GraphEdge edge) => JsonObject.Of(
        ("from", edge.From),
        ("to", edge.To),
        ("kind", edge.Kind.ToString().ToLowerInvariant()),
        ("label", edge.Label),
        ("label_at", edge.LabelAt is { } at ? PointOf(at) : JsonValue.Null),
        ("points", JsonArray.From(edge.Points.Select(PointOf))));

    private static JsonObject PointOf(GraphPoint point) => JsonObject.Of(("x", Number(point.X)), ("y", Number(point.Y)));

    private static JsonValue Number(double value) => value == Math.Floor(value) ? (JsonValue)(long)value : value;
}
