namespace Agents.Core.Drawing.Layers;

/// <summary>
/// Puts vertices into layers: links that close a circle are set aside (depth first, in the definition's order), then every vertex comes as
/// many layers after the first as its longest way from there.
/// </summary>
internal static class LayerAssignment
{
    // Lines longer than this, and all beyond the total, go around instead of through every layer.
    private const int LongestSpan = 40;
    private const int MostPassing = 20_000;

    public static (LayerGraph Graph, List<LinkPath> Paths) Run(int count, IReadOnlyList<(int From, int To, GraphLink Link)> links)
    {
        var graph = new LayerGraph(count);
        var isBack = FindBackLinks(count, links);
        AssignLongestPaths(graph, links, isBack);
        var paths = new List<LinkPath>();
        for (var i = 0; i < links.Count; i++)
        {
            var (from, to, link) = links[i];
            var span = graph.Layer[to] - graph.Layer[from];
            var goesThrough = !isBack[i] && span is >= 1 and <= LongestSpan && graph.Count - graph.Real + span <= MostPassing;
            paths.Add(new LinkPath(link, goesThrough ? Through(graph, from, to) : [], from, to));
        }

        for (var vertex = 0; vertex < graph.Count; vertex++)
        {
            while (graph.Layers.Count <= graph.Layer[vertex])
            {
                graph.Layers.Add([]);
            }

            graph.Layers[graph.Layer[vertex]].Add(vertex);
        }

        return (graph, paths);
    }

    private static bool[] FindBackLinks(int count, IReadOnlyList<(int From, int To, GraphLink Link)> links)
    {
        var isBack = new bool[links.Count];
        var outgoing = links.Select(static (link, index) => (link.From, Index: index)).ToLookup(static pair => pair.From, static pair => pair.Index);
        var state = new byte[count];
        var open = new Stack<(int Vertex, IEnumerator<int> Links)>();
        for (var root = 0; root < count; root++)
        {
            if (state[root] != 0)
            {
                continue;
            }

            state[root] = 1;
            open.Push((root, outgoing[root].GetEnumerator()));
            while (open.TryPeek(out var top))
            {
                if (!top.Links.MoveNext())
                {
                    state[top.Vertex] = 2;
                    open.Pop();
                    continue;
                }

                var to = links[top.Links.Current].To;
                isBack[top.Links.Current] = state[to] == 1;
                if (state[to] == 0)
                {
                    state[to] = 1;
                    open.Push((to, outgoing[to].GetEnumerator()));
                }
            }
        }

        return isBack;
    }

    private static void AssignLongestPaths(LayerGraph graph, IReadOnlyList<(int From, int To, GraphLink Link)> links, bool[] isBack)
    {
        var forward = links.Where((_, index) => !isBack[index]).ToList();
        var outgoing = forward.ToLookup(static link => link.From, static link => link.To);
        var waiting = new int[graph.Real];
        foreach (var (_, to, _) in forward)
        {
            waiting[to]++;
        }

        var ready = new Queue<int>(Enumerable.Range(0, graph.Real).Where(vertex => waiting[vertex] == 0));
        while (ready.TryDequeue(out var vertex))
        {
            foreach (var to in outgoing[vertex])
            {
                graph.Layer[to] = Math.Max(graph.Layer[to], graph.Layer[vertex] + 1);
                if (--waiting[to] == 0)
                {
                    ready.Enqueue(to);
                }
            }
        }
    }

    private static List<int> Through(LayerGraph graph, int from, int to)
    {
        var path = new List<int> { from };
        for (var layer = graph.Layer[from] + 1; layer < graph.Layer[to]; layer++)
        {
            path.Add(graph.AddPassing(layer));
        }

        path.Add(to);
        for (var i = 1; i < path.Count; i++)
        {
            graph.Connect(path[i - 1], path[i]);
        }

        return path;
    }
}
