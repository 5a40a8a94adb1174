using System.Globalization;
using System.Text;
using Agents.Client.Workflows;

namespace Agents.Dashboard.Graphs;

/// <summary>An edge as SVG path data: the corners that the layout gives, rounded; without any, a step from border to border.</summary>
internal static class EdgePath
{
    public const int LongestLabel = 26;

    private const double Radius = 6;

    public static string Of(GraphEdge edge, GraphNode? from, GraphNode? to)
    {
        var corners = Corners(edge, from, to);
        if (corners.Count < 2)
        {
            return "";
        }

        var path = new StringBuilder($"M{At(corners[0])}");
        for (var i = 1; i < corners.Count - 1; i++)
        {
            path.Append($"L{At(Toward(corners[i], corners[i - 1]))}Q{At(corners[i])} {At(Toward(corners[i], corners[i + 1]))}");
        }

        return path.Append($"L{At(corners[^1])}").ToString();
    }

    /// <summary>Above the middle of the longest level part, where a label fits; null where there is none.</summary>
    public static GraphPoint? LabelPlace(GraphEdge edge, GraphNode? from, GraphNode? to)
    {
        var corners = Corners(edge, from, to);
        var level = corners.Zip(corners.Skip(1)).Where(part => Math.Abs(part.First.Y - part.Second.Y) < 1).ToList();
        if (level.Count == 0)
        {
            return null;
        }

        var (first, second) = level.MaxBy(part => Math.Abs(part.First.X - part.Second.X));
        return new GraphPoint((first.X + second.X) / 2, first.Y - 5);
    }

    public static string Number(double number) => Math.Round(number, 1).ToString(CultureInfo.InvariantCulture);

    public static string Shorten(string text, int length) => text.Length <= length ? text : $"{Json.JsonText.Start(text, Math.Max(length - 1, 1))}…";

    private static IReadOnlyList<GraphPoint> Corners(GraphEdge edge, GraphNode? from, GraphNode? to)
    {
        if (edge.Points.Count >= 2 || from is null || to is null)
        {
            return edge.Points;
        }

        var start = new GraphPoint(from.X + from.Width, from.Y + (from.Height / 2));
        var end = new GraphPoint(to.X, to.Y + (to.Height / 2));
        var middle = (start.X + end.X) / 2;
        return Math.Abs(start.Y - end.Y) < 1 ? [start, end] : [start, new(middle, start.Y), new(middle, end.Y), end];
    }

    private static GraphPoint Toward(GraphPoint corner, GraphPoint other)
    {
        var distance = Math.Max(Math.Abs(other.X - corner.X), Math.Abs(other.Y - corner.Y));
        var part = distance < 0.1 ? 0 : Math.Min(Radius, distance / 2) / distance;
        return new(corner.X + ((other.X - corner.X) * part), corner.Y + ((other.Y - corner.Y) * part));
    }

    private static string At(GraphPoint point) => $"{Number(point.X)} {Number(point.Y)}";
}
