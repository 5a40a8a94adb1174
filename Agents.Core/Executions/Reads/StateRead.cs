using Agents.Starlark;

namespace Agents.Core.Executions.Reads;

/// <summary>Something that a state reads by name, and what for.</summary>
/// <param name="Use">The names as written, and what is done with the value.</param>
internal sealed record StateRead(StarlarkUse Use)
{
    /// <summary>The names as written: keys (string) and indexes (long).</summary>
    public object[] Segments => [.. Use.Segments];

    /// <summary>Whether it begins with <c>$</c>: what the context does not have is looked up in earlier outputs.</summary>
    public bool IsRooted { get; init; }

    /// <summary>Whether a switch's data goes before the context.</summary>
    public bool SeesData { get; init; }

    /// <summary>Where in the state's output the value is put unchanged; null where it is not.</summary>
    public object[]? Part { get; init; }
}
