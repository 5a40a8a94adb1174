using Agents.Core.Workflows;

namespace Agents.Core.Formats.Graph;

/// <summary>A graph's state fields, found by name.</summary>
internal sealed class GraphFields
{
    private readonly Dictionary<string, StateField> _byName;

    public GraphFields(IReadOnlyList<StateField> all)
    {
        All = all;
        _byName = all.DistinctBy(static field => field.Name).ToDictionary(static field => field.Name, StringComparer.Ordinal);
    }

    public IReadOnlyList<StateField> All { get; }

    public IEnumerable<string> Names => _byName.Keys;

    public bool Has(string name) => _byName.ContainsKey(name);

    public StateField? Find(string name) => _byName.GetValueOrDefault(name);
}
