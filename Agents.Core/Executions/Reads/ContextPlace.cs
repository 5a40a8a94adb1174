using Agents.Core.Workflows;

namespace Agents.Core.Executions.Reads;

/// <summary>A place in the context, whichever of its names was written.</summary>
/// <param name="Segments">Keys (string) and indexes (long) from the context's root.</param>
/// <param name="Reader">The top-level state that reads it, or stands around its reader.</param>
internal sealed record ContextPlace(object[] Segments, State Reader)
{
    /// <summary>Whether earlier outputs are looked through for what the context does not have.</summary>
    public bool IsRooted { get; init; }

    public ContextPlace Then(IEnumerable<object> rest) => this with { Segments = [.. Segments, .. rest] };

    /// <summary>A path as a key of a dictionary; all items of a list are one.</summary>
    public static string Key(IEnumerable<object> segments) => string.Concat(segments.Select(static segment => segment is string key ? $".{key}\0" : "[]\0"));
}
