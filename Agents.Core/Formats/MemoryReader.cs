using Agents.Core.Workflows;

namespace Agents.Core.Formats;

/// <summary>Reads <c>memory {enabled, default_scope, max_entries, ttl}</c>.</summary>
internal static class MemoryReader
{
    public static MemoryOptions? Read(MappingReader? keys)
    {
        if (keys is null)
        {
            return null;
        }

        var memory = new MemoryOptions(
            keys.Boolean("enabled") ?? false,
            keys.Choice("default_scope", "agent", "workflow", "node") ?? "agent",
            (int)(keys.Integer("max_entries", 1, 1_000_000) ?? 50))
        {
            Ttl = keys.Duration("ttl"),
        };
        keys.Finish();
        return memory;
    }
}
