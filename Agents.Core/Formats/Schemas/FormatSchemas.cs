using System.Collections.Concurrent;
using Agents.Core.Json;

namespace Agents.Core.Formats.Schemas;

/// <summary>
/// The JSON Schema (2020-12) of each file format, for editors. They check the shape of a file; what its names mean is checked by
/// <see cref="WorkflowLoader"/>.
/// </summary>
public static class FormatSchemas
{
    private static readonly ConcurrentDictionary<string, JsonValue> Loaded = new(StringComparer.Ordinal);

    /// <summary>The formats that have a schema: <c>graph</c>, <c>workflow</c> (the state machine), <c>design</c> and <c>test</c> (cases for a workflow).</summary>
    public static IReadOnlyList<string> Names { get; } = ["graph", "workflow", "design", "test"];

    /// <summary>The schema of a format.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <returns>The schema; null where there is no such format.</returns>
    public static JsonValue? Get(string name) => Names.Contains(name) ? Loaded.GetOrAdd(name, Read) : null;

    private static JsonValue Read(string name)
    {
        using var resource = typeof(FormatSchemas).Assembly.GetManifestResourceStream($"FormatSchemas/{name}.schema")
            ?? throw new InvalidOperationException($"The schema '{name}' is not part of the assembly.");
        using var buffer = new MemoryStream();
        resource.CopyTo(buffer);
        return JsonValue.Parse(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }
}
