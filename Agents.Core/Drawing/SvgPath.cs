using System.Globalization;
using System.Text;

namespace Agents.Core.Drawing;

/// <summary>Lines with rounded corners.</summary>
internal static class SvgPath
{
    private const double Radius = 6;

    public static string Of(IReadOnlyList<GraphPoint> points)
    {
        var path = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"M{points[0].X:0.#} {points[0].Y:0.#}"));
        for (var i = 1; i < points.Count - 1; i++)
        {
            var (before, corner, after) = (points[i - 1], points[i], points[i + 1]);
            var radius = Math.Min(Radius, Math.Min(Length(before, corner), Length(corner, after)) / 2);
            var (enter, leave) = (Toward(corner, before, radius), Toward(corner, after, radius));
            path.Append(CultureInfo.InvariantCulture, $"L{enter.X:0.#} {enter.Y:0.#}Q{corner.X:0.#} {corner.Y:0.#} {leave.X:0.#} {leave.Y:0.#}");
        }

        return path.Append(CultureInfo.InvariantCulture, $"L{points[^1].X:0.#} {points[^1].Y:0.#}").ToString();
    }

    private static double Length(GraphPoint from, GraphPoint to) => Math.Abs(from.X - to.X) + Math.Abs(from.Y - to.Y);

    private static GraphPoint Toward(GraphPoint from, GraphPoint to, double distance)
        => new(from.X + (Math.Sign(to.X - from.X) * distance), from.Y + (Math.Sign(to.Y - from.Y) * distance));
}
