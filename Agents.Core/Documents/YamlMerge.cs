using Agents.Core.Diagnostics;

namespace Agents.Core.Documents;

/// <summary>The merge key <c>&lt;&lt;</c>: other mappings' keys, where the mapping has none of its own.</summary>
internal static class YamlMerge
{
    public static void Into(MappingNode node, IReadOnlyList<DocumentNode> merged, DiagnosticBag bag)
    {
        foreach (var source in merged.SelectMany(static found => found is SequenceNode list ? list.Items : [found]))
        {
            if (source is not MappingNode mapping)
            {
                bag.Error(DiagnosticCodes.InvalidType, new(source.Position, node, "<<"), "'<<' takes a mapping or a list of mappings.", actual: source.TypeName);
                continue;
            }

            foreach (var (key, position, value) in mapping.Entries.ToList())
            {
                node.Add(key, position, value);
            }
        }
    }
}
