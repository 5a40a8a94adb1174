using System.Collections.Concurrent;
using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>Parsed context paths by their text: a workflow has few and every step uses one.</summary>
internal static class Paths
{
    private const int Capacity = 10_000;

    private static readonly ConcurrentDictionary<string, ContextPath> Parsed = new(StringComparer.Ordinal);

    public static ContextPath Get(string text)
    {
        if (Parsed.TryGetValue(text, out var path))
        {
            return path;
        }

        path = ContextPath.TryParse(text) ?? throw new InvalidDataException($"The journal has the context path '{text}', which is none.");
        if (Parsed.Count >= Capacity)
        {
            Parsed.Clear();
        }

        return Parsed[text] = path;
    }
}
