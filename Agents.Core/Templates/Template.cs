using Agents.Starlark;

namespace Agents.Core.Workflows;

/// <summary>
/// Text with expressions inside: <c>{{ expression }}</c> and <c>${path}</c> in the state-machine format, <c>{dotted.name}</c> in the graph format.
/// Parsed once when the workflow is loaded.
/// </summary>
/// <param name="Text">The template as it was written.</param>
/// <param name="Parts">Literals and expressions in order.</param>
public sealed record Template(string Text, IReadOnlyList<TemplatePart> Parts)
{
    /// <summary>Whether the whole text is exactly one expression: then its value keeps its type.</summary>
    public bool IsSingleExpression => Parts is [ExpressionPart];

    /// <summary>Whether the text has no expression at all.</summary>
    public bool IsLiteral => Parts.All(static part => part is LiteralPart);
}

/// <summary>A piece of a <see cref="Template"/>. A closed family.</summary>
public abstract record TemplatePart
{
    private protected TemplatePart()
    {
    }
}

/// <summary>Text that stands for itself.</summary>
/// <param name="Text">The text, escapes resolved.</param>
public sealed record LiteralPart(string Text) : TemplatePart;

/// <summary>An expression whose value goes into the text: strings as they are, everything else as JSON.</summary>
/// <param name="Source">The expression as it was written.</param>
/// <param name="Program">The expression, parsed.</param>
/// <param name="Default">Used where the expression names something missing (<c>| default(...)</c>); null makes that an error.</param>
/// <param name="Position">Where the expression stands in its file.</param>
public sealed record ExpressionPart(string Source, StarlarkProgram Program, StarlarkProgram? Default, SourcePosition Position) : TemplatePart;
