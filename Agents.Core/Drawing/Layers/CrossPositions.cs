namespace Agents.Core.Drawing.Layers;

/// <summary>
/// Places each layer's vertices on the cross axis: as near as possible to the mean of their neighbours, in order and without overlap.
/// Per layer that is a least-squares problem with an exact answer (pool adjacent violators); sweeps carry it through the layers.
/// </summary>
internal static class CrossPositions
{
    private const int Sweeps = 8;

    // Long lines are kept straight before nodes are centred.
    private const double PassingWeight = 4;

    /// <summary>The centre of each vertex, the smallest edge at 0.</summary>
    public static double[] Run(LayerGraph graph, double[] size)
    {
        var centre = new double[graph.Count];
        foreach (var layer in graph.Layers)
        {
            Place(graph, layer, size, centre, static _ => 0);
        }

        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var downward = sweep % 2 == 0;
            for (var step = 0; step < graph.Layers.Count; step++)
            {
                var layer = graph.Layers[downward ? step : graph.Layers.Count - 1 - step];
                var neighbours = downward ? graph.Before : graph.After;
                Place(graph, layer, size, centre, vertex => neighbours[vertex].Count == 0 ? centre[vertex] : neighbours[vertex].Average(other => centre[other]));
            }
        }

        var top = Enumerable.Range(0, graph.Count).Select(vertex => centre[vertex] - (size[vertex] / 2)).DefaultIfEmpty(0).Min();
        for (var vertex = 0; vertex < centre.Length; vertex++)
        {
            centre[vertex] = Math.Round(centre[vertex] - top);
        }

        return centre;
    }

    private static void Place(LayerGraph graph, List<int> layer, double[] size, double[] centre, Func<int, double> wanted)
    {
        // Distances between neighbours are fixed by subtracting what must lie before: what is left has only to be in order.
        var offset = new double[layer.Count];
        for (var i = 1; i < layer.Count; i++)
        {
            var gap = graph.IsPassing(layer[i - 1]) || graph.IsPassing(layer[i]) ? Geometry.PassingGap : Geometry.NodeGap;
            offset[i] = offset[i - 1] + (size[layer[i - 1]] / 2) + gap + (size[layer[i]] / 2);
        }

        var blocks = new List<(double Mean, double Weight, int Count)>();
        for (var i = 0; i < layer.Count; i++)
        {
            var block = (Mean: wanted(layer[i]) - offset[i], Weight: graph.IsPassing(layer[i]) ? PassingWeight : 1, Count: 1);
            while (blocks.Count > 0 && blocks[^1].Mean > block.Mean)
            {
                var (mean, weight, count) = blocks[^1];
                blocks.RemoveAt(blocks.Count - 1);
                block = (((mean * weight) + (block.Mean * block.Weight)) / (weight + block.Weight), weight + block.Weight, count + block.Count);
            }

            blocks.Add(block);
        }

        var at = 0;
        foreach (var (mean, _, count) in blocks)
        {
            for (var i = 0; i < count; i++, at++)
            {
                centre[layer[at]] = mean + offset[at];
            }
        }
    }
}
