namespace Agents.Starlark;

/// <summary>What went wrong, and where.</summary>
/// <param name="Message">The reason, without the place.</param>
/// <param name="Line">Line, from 1; 0 while the place is not known yet.</param>
/// <param name="Column">Column in UTF-16 units, from 1.</param>
/// <param name="Kind">What sort of error.</param>
/// <param name="FileName">The name given at parsing.</param>
public sealed record StarlarkError(string Message, int Line, int Column, StarlarkErrorKind Kind, string FileName = "")
{
    /// <summary>The functions that were running, outermost first, as <c>name (line n)</c>; empty at top level.</summary>
    public IReadOnlyList<string> Trace { get; init; } = [];

    public override string ToString() => Line == 0 ? Message : $"{FileName}:{Line}:{Column}: {Message}";
}
