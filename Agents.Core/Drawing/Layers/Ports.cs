namespace Agents.Core.Drawing.Layers;

/// <summary>Where lines leave and reach their vertices: spread over the side, in the order of where they go, so that none crosses another there.</summary>
internal sealed class Ports
{
    private const double LargestSpread = 12;

    private readonly Dictionary<LinkPath, double> _leaving = [];
    private readonly Dictionary<LinkPath, double> _reaching = [];

    public Ports(LayerGraph graph, IReadOnlyList<LinkPath> paths, double[] centre, double[] size)
    {
        var drawn = paths.Where(static path => !path.IsLoop).ToList();
        Spread(graph, drawn.GroupBy(static path => path.From), path => path.GoesAround ? double.MaxValue : centre[path.Path[1]], centre, size, _leaving);
        Spread(graph, drawn.GroupBy(static path => path.To), path => path.GoesAround ? double.MaxValue : centre[path.Path[^2]], centre, size, _reaching);
    }

    public double Leaving(LinkPath path) => _leaving[path];

    public double Reaching(LinkPath path) => _reaching[path];

    private static void Spread(
        LayerGraph graph, IEnumerable<IGrouping<int, LinkPath>> groups, Func<LinkPath, double> key, double[] centre, double[] size, Dictionary<LinkPath, double> ports)
    {
        foreach (var group in groups)
        {
            var ordered = group.OrderBy(key).ToList();
            var step = graph.IsPassing(group.Key) ? 0 : Math.Min(LargestSpread, size[group.Key] * 0.7 / ordered.Count);
            for (var i = 0; i < ordered.Count; i++)
            {
                ports[ordered[i]] = centre[group.Key] + ((i - ((ordered.Count - 1) / 2.0)) * step);
            }
        }
    }
}
