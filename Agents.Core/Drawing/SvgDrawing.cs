using Agents.Core.Drawing.Layers;

namespace Agents.Core.Drawing;

/// <summary>Writes a layout as one self-contained SVG without script. Nodes are <c>g.graph-node</c> with <c>data-state</c> = the node's id.</summary>
public sealed class SvgDrawing
{
    private const string Ink = "currentColor";

    private readonly SvgWriter _svg = new();
    private readonly GraphLayout _layout;
    private readonly SvgOptions _options;

    private SvgDrawing(GraphLayout layout, SvgOptions options)
    {
        _layout = layout;
        _options = options;
    }

    /// <summary>The SVG document.</summary>
    /// <param name="layout">The layout.</param>
    /// <param name="options">Null means <see cref="SvgOptions.Default"/>.</param>
    public static string Write(GraphLayout layout, SvgOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(layout);
        return new SvgDrawing(layout, options ?? SvgOptions.Default).Write();
    }

    private string Write()
    {
        var (width, height) = (SvgWriter.Number(_layout.Width), SvgWriter.Number(_layout.Height));
        _svg.Open(
            "svg",
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("class", "graph"),
            ("role", "img"),
            ("width", width),
            ("height", height),
            ("viewBox", $"0 0 {width} {height}"),
            ("font-family", "system-ui, sans-serif"));
        Title(_options.Title);
        if (_options.EmbedStyle)
        {
            _svg.Raw("style", SvgStyle.Sheet);
        }

        ArrowHead();
        Each(_layout.Nodes.Where(static node => node.IsContainer), Container);
        Each(_layout.Edges, Edge);
        Each(_layout.Nodes.Where(static node => !node.IsContainer), Node);
        _svg.Close("svg");
        return _svg.ToString();
    }

    private static void Each<TItem>(IEnumerable<TItem> items, Action<TItem> write)
    {
        foreach (var item in items)
        {
            write(item);
        }
    }

    private void ArrowHead()
    {
        _svg.Open("defs");
        _svg.Open(
            "marker",
            ("id", $"{_options.IdPrefix}-arrow"),
            ("viewBox", "0 0 8 8"),
            ("refX", "7"),
            ("refY", "4"),
            ("markerWidth", "7"),
            ("markerHeight", "7"),
            ("orient", "auto"));
        _svg.Empty("path", ("class", "graph-arrow"), ("d", "M0 0L8 4L0 8Z"), ("fill", Ink));
        _svg.Close("marker");
        _svg.Close("defs");
    }

    private void Container(GraphNode node)
    {
        OpenNode(node, "graph-node graph-container");
        Rectangle(node, radius: 10);
        Name(node, LabelText.Fit(node.Label, node.Width - Geometry.HeaderHeight, Geometry.NameSize), node.X + 14, node.Y + 21, "start");
        _svg.Close("g");
    }

    private void Node(GraphNode node)
    {
        OpenNode(node, "graph-node");
        if (node.Type == "start" || node.Id == GraphLayout.EndId)
        {
            Circle(node);
        }
        else
        {
            Rectangle(node, radius: 8);
            Icon(node);
            var middle = node.X + 14 + (node.Width / 2);
            Name(node, Geometry.FitName(node.Label, node.Width), middle, node.Y + 25, "middle");
            Line("graph-detail", StatusOf(node) is { } status ? $"{node.Type} · {Words(status)}" : node.Type, middle, node.Y + 42, "middle");
        }

        _svg.Close("g");
    }

    private void OpenNode(GraphNode node, string classes)
    {
        var status = StatusOf(node);
        var statusClass = status is null ? "" : $" status-{XmlText.ClassName(status)}";
        _svg.Open("g", ("class", $"{classes} type-{XmlText.ClassName(node.Type)}{statusClass}"), ("data-state", node.Id));
        var name = status is null ? $"{node.Label} ({node.Type})" : $"{node.Label} ({node.Type}, {Words(status)})";
        Title(node.Description is null ? name : $"{name}: {node.Description}");
    }

    private void Circle(GraphNode node)
        => _svg.Empty(
            "circle",
            ("class", "graph-shape"),
            ("cx", SvgWriter.Number(node.X + (node.Width / 2))),
            ("cy", SvgWriter.Number(node.Y + (node.Height / 2))),
            ("r", SvgWriter.Number((node.Width / 2) - 2)),
            ("fill", "none"),
            ("stroke", Ink));

    private void Rectangle(GraphNode node, int radius)
        => _svg.Empty(
            "rect",
            ("class", "graph-shape"),
            ("x", SvgWriter.Number(node.X)),
            ("y", SvgWriter.Number(node.Y)),
            ("width", SvgWriter.Number(node.Width)),
            ("height", SvgWriter.Number(node.Height)),
            ("rx", SvgWriter.Number(radius)),
            ("fill", "none"),
            ("stroke", Ink));

    private void Icon(GraphNode node)
        => _svg.Empty(
            "path",
            ("class", "graph-icon"),
            ("transform", $"translate({SvgWriter.Number(node.X + 12)} {SvgWriter.Number(node.Y + 20)})"),
            ("d", NodeIcon.Of(node.Type)),
            ("fill", "none"),
            ("stroke", Ink),
            ("stroke-width", "1.5"));

    // Right-to-left names keep their own direction inside a drawing that runs left to right.
    private void Name(GraphNode node, string shown, double x, double y, string anchor)
        => _svg.Text(
            "text",
            shown,
            ("class", "graph-name"),
            ("x", SvgWriter.Number(x)),
            ("y", SvgWriter.Number(y)),
            ("font-size", SvgWriter.Number(Geometry.NameSize)),
            ("text-anchor", anchor),
            ("unicode-bidi", node.IsContainer ? "isolate" : "plaintext"),
            ("fill", Ink));

    private void Line(string name, string text, double x, double y, string anchor)
        => _svg.Text(
            "text",
            text,
            ("class", name),
            ("x", SvgWriter.Number(x)),
            ("y", SvgWriter.Number(y)),
            ("font-size", SvgWriter.Number(Geometry.LabelSize)),
            ("text-anchor", anchor),
            ("fill", Ink));

    private void Edge(GraphEdge edge)
    {
        var taken = _options.Taken is null ? "" : _options.Taken.Contains((edge.From, edge.To)) ? " is-taken" : " is-not-taken";
        var kind = edge.Kind.ToString().ToLowerInvariant();
        _svg.Open("g", ("class", $"graph-edge kind-{kind}{taken}"), ("data-from", edge.From), ("data-to", edge.To));
        Title(edge.Label);
        _svg.Empty(
            "path",
            ("class", "graph-line"),
            ("d", SvgPath.Of(edge.Points)),
            ("fill", "none"),
            ("stroke", Ink),
            ("marker-end", $"url(#{_options.IdPrefix}-arrow)"));
        if (edge is { Label: { } label, LabelAt: { } at })
        {
            Line("graph-label", Geometry.FitLabel(label), at.X, at.Y, "start");
        }

        _svg.Close("g");
    }

    private void Title(string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            _svg.Text("title", text);
        }
    }

    private string? StatusOf(GraphNode node) => _options.Statuses is { } statuses && statuses.TryGetValue(node.Id, out var status) ? status : null;

    private static string Words(string status) => status.Replace('_', ' ');
}
