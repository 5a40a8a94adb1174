using Microsoft.Extensions.Options;

namespace Agents.Silo.Tools;

/// <summary>The tools of this silo by name. A feature adds its tools with <c>services.AddSingleton&lt;ITool, ...&gt;()</c>.</summary>
public sealed class ToolCatalog(IEnumerable<ITool> tools, IOptions<ToolsOptions> options)
{
    private readonly Dictionary<string, ITool> _tools = tools.ToDictionary(static tool => tool.Name, StringComparer.Ordinal);

    /// <summary>All of them, by name, also those that cannot be called here.</summary>
    public IReadOnlyList<ITool> All => [.. _tools.Values.OrderBy(static tool => tool.Name, StringComparer.Ordinal)];

    /// <summary>Finds a tool that can be called; null where there is none.</summary>
    public ITool? Find(string name) => _tools.TryGetValue(name, out var tool) && Absence(tool) is null ? tool : null;

    /// <summary>Whether there is a tool of this name, called or not.</summary>
    public bool Knows(string name) => _tools.ContainsKey(name);

    /// <summary>Whether agents may call a tool, whoever provides it.</summary>
    public bool Allows(ITool tool) => !options.Value.Disabled.Contains(tool.Name);

    /// <summary>Why a tool cannot be called here, and what to do; null where it can.</summary>
    public string? Absence(ITool tool)
        => options.Value.Disabled.Contains(tool.Name) ? $"It is switched off: take it out of {ToolsOptions.Section}:Disabled." : tool.Absence;

    /// <summary>Why there is no tool of a name, and what to do.</summary>
    public string Missing(string name)
        => _tools.TryGetValue(name, out var tool) && Absence(tool) is { } absence ? absence
            : $"There is no such tool here. Tools: {string.Join(", ", All.Where(known => Absence(known) is null).Select(static known => known.Name))}.";
}
