namespace Agents.Silo.Tools;

/// <summary>The tools of this silo by name. A feature adds its tools with <c>services.AddSingleton&lt;ITool, ...&gt;()</c>.</summary>
public sealed class ToolCatalog(IEnumerable<ITool> tools)
{
    private readonly Dictionary<string, ITool> _tools = tools.ToDictionary(static tool => tool.Name, StringComparer.Ordinal);

    /// <summary>All of them, by name.</summary>
    public IReadOnlyList<ITool> All => [.. _tools.Values.OrderBy(static tool => tool.Name, StringComparer.Ordinal)];

    /// <summary>Finds a tool; null where there is none.</summary>
    public ITool? Find(string name) => _tools.GetValueOrDefault(name);
}
