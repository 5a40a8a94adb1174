namespace Agents.Core.Drawing.Layers;

/// <summary>
/// Turns layers and cross positions into places and lines of one level. Lines run along the main axis and change position only in the channels
/// between layers; what goes back, or very far, goes around below everything in lanes.
/// </summary>
internal sealed class LevelRouting
{
    private readonly LayerGraph _graph;
    private readonly Geometry _geometry;
    private readonly (double Main, double Cross)[] _sizes;
    private readonly double[] _centre;
    private readonly Ports _ports;
    private readonly Channel[] _channels;
    private readonly double[] _layerMain;
    private readonly Dictionary<LinkPath, ChannelLine[]> _ways = [];
    private readonly Dictionary<LinkPath, double> _lanes;

    public LevelRouting(LayerGraph graph, IReadOnlyList<LinkPath> paths, double[] centre, (double Main, double Cross)[] sizes, Geometry geometry)
    {
        _graph = graph;
        _geometry = geometry;
        _sizes = sizes;
        _centre = centre;
        _ports = new Ports(graph, paths, centre, [.. Enumerable.Range(0, graph.Count).Select(CrossSize)]);
        _channels = [.. Enumerable.Range(0, graph.Layers.Count + 1).Select(static _ => new Channel())];
        _layerMain = [.. graph.Layers.Select(layer => layer.Where(vertex => !graph.IsPassing(vertex)).Select(vertex => sizes[vertex].Main).DefaultIfEmpty(0).Max())];
        Below = Enumerable.Range(0, graph.Count).Select(vertex => centre[vertex] + (CrossSize(vertex) / 2)).DefaultIfEmpty(0).Max()
            + (paths.Any(static path => path.IsLoop) ? Geometry.LaneGap : 0);
        _lanes = AssignLanes(paths);
        Enter(paths);
    }

    private double Below { get; }

    public LevelLayout Run(IReadOnlyList<LinkPath> paths)
    {
        var main = PlaceChannels();
        var places = Enumerable.Range(0, _graph.Real)
            .Select(vertex => (StartOf(vertex), _centre[vertex] - (_sizes[vertex].Cross / 2))).ToList();
        var lines = paths.Select(path => path.IsLoop ? Loop(path) : path.GoesAround ? Around(path) : Through(path)).ToList();
        return new LevelLayout(places, lines, main, _lanes.Values.DefaultIfEmpty(Below).Max());
    }

    private double CrossSize(int vertex) => _graph.IsPassing(vertex) ? 0 : _sizes[vertex].Cross;

    private double LayerStart(int layer) => _channels[layer].Start + (IsShown(layer) ? _channels[layer].Length : 0);

    // The room before the first layer and behind the last one is only there where something goes around.
    private bool IsShown(int channel) => _channels[channel].IsUsed || (channel > 0 && channel < _graph.Layers.Count);

    private double StartOf(int vertex)
        => LayerStart(_graph.Layer[vertex]) + ((_layerMain[_graph.Layer[vertex]] - _sizes[vertex].Main) / 2);

    private double EndOf(int vertex) => StartOf(vertex) + _sizes[vertex].Main;

    private double PlaceChannels()
    {
        var at = 0.0;
        for (var i = 0; i < _channels.Length; i++)
        {
            _channels[i].AssignTracks();
            _channels[i].Start = at;
            at = i < _layerMain.Length ? LayerStart(i) + _layerMain[i] : at + (IsShown(i) ? _channels[i].Length : 0);
        }

        return Math.Round(at);
    }

    private void Enter(IReadOnlyList<LinkPath> paths)
    {
        foreach (var path in paths.Where(static path => !path.IsLoop))
        {
            _ways[path] = path.GoesAround ? EnterAround(path) : EnterThrough(path);
        }
    }

    private ChannelLine[] EnterThrough(LinkPath path)
    {
        var ways = new ChannelLine[path.Path.Count - 1];
        for (var i = 0; i < ways.Length; i++)
        {
            var from = i == 0 ? _ports.Leaving(path) : _centre[path.Path[i]];
            var to = i == ways.Length - 1 ? _ports.Reaching(path) : _centre[path.Path[i + 1]];
            var room = i == 0 ? _geometry.RoomFor(path.Link.Label) : 0;
            ways[i] = _channels[_graph.Layer[path.Path[i + 1]]].Add(from, to, Math.Min(from, to), Math.Max(from, to), room);
        }

        return ways;
    }

    private ChannelLine[] EnterAround(LinkPath path)
    {
        var (leaving, reaching, lane) = (_ports.Leaving(path), _ports.Reaching(path), _lanes[path]);
        return
        [
            _channels[_graph.Layer[path.From] + 1].Add(leaving, null, leaving, lane, 0),
            _channels[_graph.Layer[path.To]].Add(null, reaching, reaching, lane, 0),
        ];
    }

    // Lines that go around share a lane where they do not meet; short ones lie nearer.
    private Dictionary<LinkPath, double> AssignLanes(IReadOnlyList<LinkPath> paths)
    {
        var lanes = new List<List<(int Low, int High)>>();
        var result = new Dictionary<LinkPath, double>();
        foreach (var path in paths.Where(static path => path.GoesAround).OrderBy(path => Math.Abs(_graph.Layer[path.From] - _graph.Layer[path.To])))
        {
            var (one, other) = (_graph.Layer[path.From] + 1, _graph.Layer[path.To]);
            var (low, high) = (Math.Min(one, other), Math.Max(one, other));
            var lane = lanes.FindIndex(taken => taken.TrueForAll(span => span.High < low || high < span.Low));
            if (lane < 0)
            {
                lane = lanes.Count;
                lanes.Add([]);
            }

            lanes[lane].Add((low, high));
            result[path] = Below + ((lane + 1) * Geometry.LaneGap);
        }

        return result;
    }

    private LevelLine Through(LinkPath path)
    {
        var ways = _ways[path];
        var corners = new List<(double, double)> { (EndOf(path.From), ways[0].From!.Value) };
        for (var i = 0; i < ways.Length; i++)
        {
            var channel = _channels[_graph.Layer[path.Path[i + 1]]];
            if (!ways[i].IsStraight)
            {
                corners.Add((channel.PositionOf(ways[i]), ways[i].From!.Value));
                corners.Add((channel.PositionOf(ways[i]), ways[i].To!.Value));
            }
        }

        corners.Add((StartOf(path.To), ways[^1].To!.Value));
        return new LevelLine(path.Link, corners, (_channels[_graph.Layer[path.Path[1]]].LabelStart, ways[0].To!.Value));
    }

    private LevelLine Around(LinkPath path)
    {
        var (leaving, reaching) = (_channels[_graph.Layer[path.From] + 1], _channels[_graph.Layer[path.To]]);
        var (down, up, lane) = (leaving.PositionOf(_ways[path][0]), reaching.PositionOf(_ways[path][1]), _lanes[path]);
        return new LevelLine(
            path.Link,
            [(EndOf(path.From), _ports.Leaving(path)), (down, _ports.Leaving(path)), (down, lane), (up, lane), (up, _ports.Reaching(path)), (StartOf(path.To), _ports.Reaching(path))],
            (Math.Min(down, up) + 6, lane));
    }

    private LevelLine Loop(LinkPath path)
    {
        var (start, length) = (StartOf(path.From), _sizes[path.From].Main);
        var edge = _centre[path.From] + (_sizes[path.From].Cross / 2);
        var (right, left) = (start + (length * 0.65), start + (length * 0.35));
        return new LevelLine(
            path.Link,
            [(right, edge), (right, edge + Geometry.LoopDepth), (left, edge + Geometry.LoopDepth), (left, edge)],
            (left, edge + Geometry.LoopDepth + Geometry.LabelSize + 6));
    }
}
