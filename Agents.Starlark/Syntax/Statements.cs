namespace Agents.Starlark;

internal abstract record Statement(SourcePosition Position);

internal sealed record ExpressionStatement(SourcePosition Position, Expression Value) : Statement(Position);

internal sealed record AssignStatement(SourcePosition Position, Expression Target, Expression Value) : Statement(Position);

/// <summary><c>target op= value</c>; the operator is without its '='.</summary>
internal sealed record AugmentedStatement(SourcePosition Position, Expression Target, string Operator, Expression Value) : Statement(Position);

internal sealed record IfStatement(SourcePosition Position, IReadOnlyList<IfBranch> Branches, IReadOnlyList<Statement> Else) : Statement(Position);

internal sealed record IfBranch(Expression Condition, IReadOnlyList<Statement> Body);

internal sealed record ForStatement(SourcePosition Position, Expression Target, Expression Iterable, IReadOnlyList<Statement> Body) : Statement(Position);

internal sealed record DefStatement(SourcePosition Position, NameExpression Name, FunctionSyntax Function) : Statement(Position);

internal sealed record ReturnStatement(SourcePosition Position, Expression? Value) : Statement(Position);

internal enum JumpKind
{
    Pass,
    Break,
    Continue,
}

internal sealed record JumpStatement(SourcePosition Position, JumpKind Kind) : Statement(Position);

/// <summary>The common part of <c>def</c> and <c>lambda</c>.</summary>
internal sealed record FunctionSyntax(SourcePosition Position, string Name, IReadOnlyList<Parameter> Parameters, IReadOnlyList<Statement> Body)
{
    public FunctionBlock? Block { get; set; }
}

internal enum ParameterKind
{
    Plain,
    Star,
    StarStar,
}

/// <param name="Position">Where it is.</param>
/// <param name="Kind">Whether a star or two stand before it.</param>
/// <param name="Name">Its name; null for a bare star.</param>
/// <param name="Default">Its default value; null for none.</param>
internal sealed record Parameter(SourcePosition Position, ParameterKind Kind, NameExpression? Name, Expression? Default);
