namespace Agents.Starlark;

/// <summary>A name that a program reads from its scope.</summary>
/// <param name="Name">The name.</param>
/// <param name="Line">Line of its first use, from 1.</param>
/// <param name="Column">Column of its first use, from 1.</param>
public sealed record StarlarkName(string Name, int Line, int Column);
