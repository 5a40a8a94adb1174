namespace Agents.Dashboard.Highlighting;

/// <summary>A piece of a line.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The piece as it stands.</param>
public readonly record struct CodePart(CodeKind Kind, string Text);

/// <summary>What a piece of a definition is.</summary>
public enum CodeKind
{
    Plain,
    Key,
    Text,
    Literal,
    Template,
    Comment,
}
