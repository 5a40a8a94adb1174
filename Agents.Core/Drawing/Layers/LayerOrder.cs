namespace Agents.Core.Drawing.Layers;

/// <summary>Orders each layer so that few lines cross: sweeps of barycentres, of which the best result is kept.</summary>
internal static class LayerOrder
{
    private const int Sweeps = 12;
    private const int SweepsOfLarge = 4;
    private const int Large = 3_000;

    public static void Run(LayerGraph graph)
    {
        var best = Copy(graph.Layers);
        var fewest = Crossings(graph);
        var sweeps = graph.Count > Large ? SweepsOfLarge : Sweeps;
        for (var sweep = 0; sweep < sweeps && fewest > 0; sweep++)
        {
            Sweep(graph, downward: sweep % 2 == 0);
            var crossings = Crossings(graph);
            if (crossings < fewest)
            {
                fewest = crossings;
                best = Copy(graph.Layers);
            }
        }

        for (var i = 0; i < best.Count; i++)
        {
            graph.Layers[i] = best[i];
        }
    }

    private static void Sweep(LayerGraph graph, bool downward)
    {
        var position = Positions(graph);
        for (var step = 1; step < graph.Layers.Count; step++)
        {
            var layer = downward ? step : graph.Layers.Count - 1 - step;
            var neighbours = downward ? graph.Before : graph.After;

            // Vertices without neighbours keep their place.
            var ordered = graph.Layers[layer]
                .Select(vertex => (Vertex: vertex, Key: neighbours[vertex].Count == 0 ? position[vertex] : neighbours[vertex].Average(other => position[other])))
                .OrderBy(static pair => pair.Key).Select(static pair => pair.Vertex).ToList();
            graph.Layers[layer] = ordered;
            for (var i = 0; i < ordered.Count; i++)
            {
                position[ordered[i]] = i;
            }
        }
    }

    // Inversions between the ends of each pair of layers, counted with a Fenwick tree.
    private static long Crossings(LayerGraph graph)
    {
        var position = Positions(graph);
        var crossings = 0L;
        for (var layer = 0; layer + 1 < graph.Layers.Count; layer++)
        {
            var tree = new int[graph.Layers[layer + 1].Count + 1];
            var seen = 0;
            foreach (var vertex in graph.Layers[layer])
            {
                var ends = graph.After[vertex].Select(to => position[to]).Order().ToList();
                crossings += ends.Sum(end => (long)seen - CountUpTo(tree, end + 1));
                foreach (var end in ends)
                {
                    Add(tree, end + 1);
                    seen++;
                }
            }
        }

        return crossings;
    }

    private static int CountUpTo(int[] tree, int at)
    {
        var count = 0;
        for (; at > 0; at -= at & -at)
        {
            count += tree[at];
        }

        return count;
    }

    private static void Add(int[] tree, int at)
    {
        for (; at < tree.Length; at += at & -at)
        {
            tree[at]++;
        }
    }

    private static int[] Positions(LayerGraph graph)
    {
        var position = new int[graph.Count];
        foreach (var layer in graph.Layers)
        {
            for (var i = 0; i < layer.Count; i++)
            {
                position[layer[i]] = i;
            }
        }

        return position;
    }

    private static List<List<int>> Copy(List<List<int>> layers) => [.. layers.Select(static layer => layer.ToList())];
}
