namespace Agents.Core.Drawing.Layers;

/// <summary>One level's items as numbered vertices; numbers from <see cref="Real"/> up are places where a long line passes a layer.</summary>
internal sealed class LayerGraph(int real)
{
    public int Real { get; } = real;

    /// <summary>The layer of each vertex.</summary>
    public List<int> Layer { get; } = [.. Enumerable.Repeat(0, real)];

    /// <summary>The vertices of each layer in order.</summary>
    public List<List<int>> Layers { get; } = [];

    /// <summary>Neighbours in the layer before, per vertex.</summary>
    public List<List<int>> Before { get; } = [.. Enumerable.Range(0, real).Select(static _ => new List<int>())];

    /// <summary>Neighbours in the layer after, per vertex.</summary>
    public List<List<int>> After { get; } = [.. Enumerable.Range(0, real).Select(static _ => new List<int>())];

    public int Count => Layer.Count;

    public bool IsPassing(int vertex) => vertex >= Real;

    public int AddPassing(int layer)
    {
        Layer.Add(layer);
        Before.Add([]);
        After.Add([]);
        return Layer.Count - 1;
    }

    public void Connect(int from, int to)
    {
        After[from].Add(to);
        Before[to].Add(from);
    }
}

/// <summary>A link on its way through the layers.</summary>
/// <param name="Link">The link.</param>
/// <param name="Path">Its vertices from layer to layer; empty where it goes around.</param>
/// <param name="From">The vertex that it leaves.</param>
/// <param name="To">The vertex that it leads to.</param>
internal sealed record LinkPath(GraphLink Link, IReadOnlyList<int> Path, int From, int To)
{
    public bool IsLoop => From == To;

    public bool GoesAround => Path.Count == 0 && !IsLoop;
}
