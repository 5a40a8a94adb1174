namespace Agents.Core.Drawing.Layers;

/// <summary>Lays out a graph level by level, the innermost first: a container is as large as what it holds.</summary>
internal sealed class LayeredLayout
{
    private readonly Geometry _geometry;
    private readonly List<GraphNode> _nodes = [];
    private readonly List<GraphEdge> _edges = [];

    private LayeredLayout(GraphDirection direction) => _geometry = new Geometry(direction);

    public static GraphLayout Of(GraphItem root, GraphDirection direction)
    {
        var layout = new LayeredLayout(direction);
        var level = layout.Measure(root);
        layout.Emit(level, new GraphPoint(Geometry.Margin, Geometry.Margin), parent: null);
        var width = layout.Edge(static node => node.X + node.Width, static point => point.X);
        var height = layout.Edge(static node => node.Y + node.Height, static point => point.Y);
        return new GraphLayout(direction, width + Geometry.Margin, height + Geometry.Margin, layout._nodes, layout._edges);
    }

    private double Edge(Func<GraphNode, double> ofNode, Func<GraphPoint, double> ofPoint)
    {
        var points = _edges.SelectMany(static edge => edge.Points);
        var labels = _edges.Where(static edge => edge.LabelAt is not null).Select(edge => ofPoint(EndOfLabel(edge)));
        return Math.Ceiling(_nodes.Select(ofNode).Concat(points.Select(ofPoint)).Concat(labels).DefaultIfEmpty(0).Max());
    }

    private static GraphPoint EndOfLabel(GraphEdge edge)
        => edge.LabelAt!.Value with { X = edge.LabelAt.Value.X + LabelText.Width(Geometry.FitLabel(edge.Label!), Geometry.LabelSize) };

    private MeasuredItem Measure(GraphItem item)
    {
        if (!item.IsContainer)
        {
            var (width, height) = Geometry.SizeOf(item);
            return new MeasuredItem(item, width, height, null, []);
        }

        var children = item.Children.Select(Measure).ToList();
        var sizes = children.Select(child => _geometry.ToAxes(child.Width, child.Height)).ToArray();
        var numbers = item.Children.Select(static (child, index) => (child.Id, index)).ToDictionary(static pair => pair.Id, static pair => pair.index, StringComparer.Ordinal);
        var (graph, paths) = LayerAssignment.Run(sizes.Length, [.. item.Links.Select(link => (numbers[link.From], numbers[link.To], link))]);
        LayerOrder.Run(graph);
        var cross = CrossPositions.Run(graph, [.. Enumerable.Range(0, graph.Count).Select(vertex => graph.IsPassing(vertex) ? 0 : sizes[vertex].Cross)]);
        var level = new LevelRouting(graph, paths, cross, sizes, _geometry).Run(paths);
        var size = _geometry.ToPoint(level.Main, level.Cross);
        return new MeasuredItem(item, WidthOf(item, size.X), size.Y + Geometry.HeaderHeight + Geometry.Margin, level, children);
    }

    // A container is wide enough for its name.
    private static double WidthOf(GraphItem item, double content)
        => Math.Max(content + (2 * Geometry.Margin), Math.Min(Geometry.SizeOf(item).Width, LabelText.Width(item.Label, Geometry.NameSize) + (3 * Geometry.Margin)));

    // Corner: where the level's own coordinates begin.
    private void Emit(MeasuredItem container, GraphPoint corner, string? parent)
    {
        for (var i = 0; i < container.Children.Count; i++)
        {
            var child = container.Children[i];
            var place = container.Level!.Places[i];
            var at = Move(_geometry.ToPoint(place.Main, place.Cross), corner);
            _nodes.Add(new GraphNode(child.Item.Id, child.Item.Label, child.Item.Type, at.X, at.Y, child.Width, child.Height, parent, child.Item.IsContainer)
            {
                Description = child.Item.Description,
            });
            if (child.Item.IsContainer)
            {
                Emit(child, new GraphPoint(at.X + Geometry.Margin, at.Y + Geometry.HeaderHeight), child.Item.Id);
            }
        }

        _edges.AddRange(container.Level!.Lines.Select(line => EdgeOf(line, corner)));
    }

    private GraphEdge EdgeOf(LevelLine line, GraphPoint corner)
    {
        var points = line.Corners.Select(point => Move(_geometry.ToPoint(point.Main, point.Cross), corner)).ToList();
        GraphPoint? label = null;
        if (line.Link.Label is not null)
        {
            // Above a line that runs right, beside one that runs down.
            var at = Move(_geometry.ToPoint(line.LabelAt.Main, line.LabelAt.Cross), corner);
            label = _geometry.IsLeftToRight ? at with { Y = at.Y - 4 } : new GraphPoint(at.X + 4, at.Y + Geometry.LabelSize);
        }

        return new GraphEdge(line.Link.From, line.Link.To, line.Link.Kind, points, line.Link.Label, label);
    }

    private static GraphPoint Move(GraphPoint point, GraphPoint by) => new(Math.Round(point.X + by.X, 1), Math.Round(point.Y + by.Y, 1));

    private sealed record MeasuredItem(GraphItem Item, double Width, double Height, LevelLayout? Level, IReadOnlyList<MeasuredItem> Children);
}
