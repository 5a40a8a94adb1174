using System.Globalization;
using System.Text;
using Agents.Core.Drawing.Layers;

namespace Agents.Core.Drawing;

/// <summary>Writes a layout as one self-contained SVG without script. Nodes are <c>g.graph-node</c> with <c>data-state</c> = the node's id.</summary>
public sealed class SvgDrawing
{
    private readonly StringBuilder _svg = new();
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
        var (width, height) = (Number(_layout.Width), Number(_layout.Height));
        _svg.Append(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" class="graph" role="img" width="{width}" height="{height}" viewBox="0 0 {width} {height}" font-family="system-ui, sans-serif">""");
        Text("title", _options.Title);
        if (_options.EmbedStyle)
        {
            _svg.Append("<style>").Append(SvgStyle.Sheet).Append("</style>");
        }

        _svg.Append(CultureInfo.InvariantCulture, $"""<defs><marker id="{XmlText.Escape(_options.IdPrefix)}-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="graph-arrow" d="M0 0L8 4L0 8Z" fill="currentColor"/></marker></defs>""");
        Each(_layout.Nodes.Where(static node => node.IsContainer), Container);
        Each(_layout.Edges, Edge);
        Each(_layout.Nodes.Where(static node => !node.IsContainer), Node);
        return _svg.Append("</svg>").ToString();
    }

    private static void Each<TItem>(IEnumerable<TItem> items, Action<TItem> write)
    {
        foreach (var item in items)
        {
            write(item);
        }
    }

    private void Container(GraphNode node)
    {
        Open(node, "graph-node graph-container");
        Rectangle(node, 10);
        var name = LabelText.Fit(node.Label, node.Width - Geometry.HeaderHeight, Geometry.NameSize);
        _svg.Append(CultureInfo.InvariantCulture, $"""<text class="graph-name" x="{Number(node.X + 14)}" y="{Number(node.Y + 21)}" font-size="13" fill="currentColor" unicode-bidi="plaintext">{XmlText.Escape(name)}</text></g>""");
    }

    private void Node(GraphNode node)
    {
        Open(node, "graph-node");
        if (node.Type == "start" || node.Id == GraphLayout.EndId)
        {
            _svg.Append(CultureInfo.InvariantCulture, $"""<circle class="graph-shape" cx="{Number(node.X + (node.Width / 2))}" cy="{Number(node.Y + (node.Height / 2))}" r="{Number((node.Width / 2) - 2)}" fill="none" stroke="currentColor"/></g>""");
            return;
        }

        Rectangle(node, 8);
        _svg.Append(CultureInfo.InvariantCulture, $"""<path class="graph-icon" transform="translate({Number(node.X + 12)} {Number(node.Y + 20)})" d="{NodeIcon.Of(node.Type)}" fill="none" stroke="currentColor" stroke-width="1.5"/>""");
        var middle = Number(node.X + 14 + (node.Width / 2));
        _svg.Append(CultureInfo.InvariantCulture, $"""<text class="graph-name" x="{middle}" y="{Number(node.Y + 25)}" font-size="13" text-anchor="middle" fill="currentColor" unicode-bidi="plaintext">{XmlText.Escape(Geometry.FitName(node.Label, node.Width))}</text>""");
        var detail = StatusOf(node) is { } status ? $"{node.Type} · {status.Replace('_', ' ')}" : node.Type;
        _svg.Append(CultureInfo.InvariantCulture, $"""<text class="graph-detail" x="{middle}" y="{Number(node.Y + 42)}" font-size="11" text-anchor="middle" fill="currentColor">{XmlText.Escape(detail)}</text></g>""");
    }

    private void Open(GraphNode node, string classes)
    {
        var status = StatusOf(node);
        var statusClass = status is null ? "" : $" status-{XmlText.ClassName(status)}";
        _svg.Append(CultureInfo.InvariantCulture, $"""<g class="{classes} type-{XmlText.ClassName(node.Type)}{statusClass}" data-state="{XmlText.Escape(node.Id)}">""");
        var name = status is null ? $"{node.Label} ({node.Type})" : $"{node.Label} ({node.Type}, {status.Replace('_', ' ')})";
        Text("title", node.Description is null ? name : $"{name}: {node.Description}");
    }

    private void Rectangle(GraphNode node, int radius)
        => _svg.Append(CultureInfo.InvariantCulture, $"""<rect class="graph-shape" x="{Number(node.X)}" y="{Number(node.Y)}" width="{Number(node.Width)}" height="{Number(node.Height)}" rx="{radius}" fill="none" stroke="currentColor"/>""");

    private void Edge(GraphEdge edge)
    {
        var taken = _options.Taken is null ? "" : _options.Taken.Contains((edge.From, edge.To)) ? " is-taken" : " is-not-taken";
        _svg.Append(CultureInfo.InvariantCulture, $"""<g class="graph-edge kind-{edge.Kind.ToString().ToLowerInvariant()}{taken}" data-from="{XmlText.Escape(edge.From)}" data-to="{XmlText.Escape(edge.To)}">""");
        Text("title", edge.Label);
        _svg.Append(CultureInfo.InvariantCulture, $"""<path class="graph-line" d="{SvgPath.Of(edge.Points)}" fill="none" stroke="currentColor" marker-end="url(#{XmlText.Escape(_options.IdPrefix)}-arrow)"/>""");
        if (edge is { Label: { } label, LabelAt: { } at })
        {
            _svg.Append(CultureInfo.InvariantCulture, $"""<text class="graph-label" x="{Number(at.X)}" y="{Number(at.Y)}" font-size="11" fill="currentColor">{XmlText.Escape(Geometry.FitLabel(label))}</text>""");
        }

        _svg.Append("</g>");
    }

    private void Text(string element, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            _svg.Append(CultureInfo.InvariantCulture, $"<{element}>{XmlText.Escape(text)}</{element}>");
        }
    }

    private string? StatusOf(GraphNode node) => _options.Statuses is { } statuses && statuses.TryGetValue(node.Id, out var status) ? status : null;

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
