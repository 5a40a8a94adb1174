namespace Agents.Starlark;

/// <summary>A place in the source; both count from 1, columns in UTF-16 units.</summary>
internal readonly record struct SourcePosition(int Line, int Column);
