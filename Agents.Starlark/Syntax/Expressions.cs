namespace Agents.Starlark;

/// <summary>An expression as written. Names get their binding from the resolver; everything else is immutable.</summary>
internal abstract record Expression(SourcePosition Position);

internal sealed record LiteralExpression(SourcePosition Position, StarlarkValue Value) : Expression(Position);

internal sealed record NameExpression(SourcePosition Position, string Name) : Expression(Position)
{
    public Binding? Binding { get; set; }

    /// <summary>Whether it stands before a call's arguments.</summary>
    public bool IsCallee { get; init; }
}

internal sealed record ParenthesizedExpression(SourcePosition Position, Expression Inner) : Expression(Position);

internal sealed record TupleExpression(SourcePosition Position, IReadOnlyList<Expression> Items) : Expression(Position);

internal sealed record ListExpression(SourcePosition Position, IReadOnlyList<Expression> Items) : Expression(Position);

internal sealed record DictExpression(SourcePosition Position, IReadOnlyList<DictEntry> Entries) : Expression(Position);

internal sealed record DictEntry(SourcePosition Position, Expression Key, Expression Value);

/// <summary><c>[body for ...]</c>, or with a <paramref name="Value"/> <c>{body: value for ...}</c>.</summary>
internal sealed record ComprehensionExpression(
    SourcePosition Position, Expression Body, Expression? Value, IReadOnlyList<ComprehensionClause> Clauses) : Expression(Position)
{
    public Block? Block { get; set; }
}

internal abstract record ComprehensionClause(SourcePosition Position);

internal sealed record ForClause(SourcePosition Position, Expression Target, Expression Iterable) : ComprehensionClause(Position);

internal sealed record IfClause(SourcePosition Position, Expression Condition) : ComprehensionClause(Position);

internal sealed record UnaryExpression(SourcePosition Position, string Operator, Expression Operand) : Expression(Position);

/// <summary>Operators of one level, left to right: <c>first op operand op operand ...</c>. Flat, so that long sums nest no deeper.</summary>
internal sealed record BinaryExpression(SourcePosition Position, Expression First, IReadOnlyList<BinaryTail> Tail) : Expression(Position);

internal sealed record BinaryTail(SourcePosition Position, string Operator, Expression Operand);

/// <summary><c>a and b and c</c> or <c>a or b or c</c>.</summary>
internal sealed record LogicalExpression(SourcePosition Position, bool IsAnd, IReadOnlyList<Expression> Operands) : Expression(Position);

internal sealed record ConditionalExpression(SourcePosition Position, Expression Condition, Expression Then, Expression Else) : Expression(Position);

internal sealed record DotExpression(SourcePosition Position, Expression Object, string Name, SourcePosition NamePosition) : Expression(Position);

internal sealed record IndexExpression(SourcePosition Position, Expression Object, Expression Index, SourcePosition BracketPosition) : Expression(Position);

internal sealed record SliceExpression(
    SourcePosition Position, Expression Object, Expression? Start, Expression? Stop, Expression? Step, SourcePosition BracketPosition) : Expression(Position);

internal sealed record CallExpression(SourcePosition Position, Expression Callee, IReadOnlyList<Argument> Arguments, SourcePosition OpenPosition)
    : Expression(Position);

internal enum ArgumentKind
{
    Positional,
    Named,
    Star,
    StarStar,
}

internal sealed record Argument(SourcePosition Position, ArgumentKind Kind, string Name, Expression Value);

internal sealed record LambdaExpression(SourcePosition Position, FunctionSyntax Function) : Expression(Position);

internal sealed record FStringExpression(SourcePosition Position, IReadOnlyList<FStringPiece> Pieces) : Expression(Position);

/// <summary>Text, or a value with its conversion and format specification.</summary>
internal sealed record FStringPiece(string Text, Expression? Value, char Conversion, FStringExpression? Specification);
