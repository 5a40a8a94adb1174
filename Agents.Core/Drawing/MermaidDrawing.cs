using System.Globalization;
using System.Text;
using Agents.Core.Workflows;

namespace Agents.Core.Drawing;

/// <summary>Writes a layout as a Mermaid flowchart, for READMEs and chats. Mermaid places the nodes itself.</summary>
public static class MermaidDrawing
{
    /// <summary>The flowchart's text.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="direction">Which way the flow goes.</param>
    public static string Write(Workflow workflow, GraphDirection direction = GraphDirection.LeftToRight) => Write(GraphLayout.Of(workflow, direction));

    /// <summary>The flowchart's text, of a layout that is there already.</summary>
    public static string Write(GraphLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        var names = layout.Nodes.Select(static (node, index) => (node.Id, Name: $"n{index}")).ToDictionary(static pair => pair.Id, static pair => pair.Name, StringComparer.Ordinal);
        var children = layout.Nodes.ToLookup(static node => node.Parent ?? "");
        var text = new StringBuilder(layout.Direction == GraphDirection.TopDown ? "flowchart TD\n" : "flowchart LR\n");
        AppendNodes(text, children, "", names, "  ");
        foreach (var edge in layout.Edges)
        {
            var arrow = edge.Kind is GraphEdgeKind.Failure or GraphEdgeKind.Default ? "-.->" : "-->";
            var label = edge.Label is null ? "" : $"|{Quote(edge.Label)}|";
            text.Append(CultureInfo.InvariantCulture, $"  {names[edge.From]} {arrow}{label} {names[edge.To]}\n");
        }

        return text.ToString();
    }

    private static void AppendNodes(StringBuilder text, ILookup<string, GraphNode> children, string parent, Dictionary<string, string> names, string indent)
    {
        foreach (var node in children[parent])
        {
            if (node.IsContainer)
            {
                text.Append(CultureInfo.InvariantCulture, $"{indent}subgraph {names[node.Id]} [{Quote(node.Label)}]\n");
                AppendNodes(text, children, node.Id, names, indent + "  ");
                text.Append(CultureInfo.InvariantCulture, $"{indent}end\n");
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"{indent}{names[node.Id]}{Shape(node)}\n");
            }
        }
    }

    private static string Shape(GraphNode node) => node.Type switch
    {
        "start" => $"(({Quote(node.Label)}))",
        "end" or "fail" => $"([{Quote(node.Label)}])",
        "switch" => $"{{{Quote(node.Label)}}}",
        "human_approval" or "signal" or "timer" => $"[/{Quote(node.Label)}/]",
        _ => $"[{Quote(node.Label)}]",
    };

    // Inside quotes Mermaid reads #code; entities; everything that could end the quotes or begin markup is written as one.
    private static string Quote(string label)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in label.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' or '#' or '<' or '>' or '&' or '`' or '|' or '\\' or ';' => quoted.Append(CultureInfo.InvariantCulture, $"#{rune.Value};"),
                < ' ' => quoted.Append(' '),
                _ => quoted.Append(rune.ToString()),
            };
        }

        return quoted.Append('"').ToString();
    }
}
