namespace Agents.Starlark;

/// <summary>Literal text of an f-string, or a replacement field when <see cref="Field"/> is set.</summary>
internal sealed record FStringPart(string Text, FStringField? Field = null);

/// <param name="Source">Where the expression's text is.</param>
/// <param name="Position">Where it starts.</param>
/// <param name="Conversion">'r', 's', or '\0' for none.</param>
/// <param name="Specification">The format specification, which may hold fields itself; empty for none.</param>
internal sealed record FStringField(Range Source, SourcePosition Position, char Conversion, IReadOnlyList<FStringPart> Specification);
