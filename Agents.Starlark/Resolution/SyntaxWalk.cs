namespace Agents.Starlark;

/// <summary>Enumerates all expressions, outer ones before those inside them.</summary>
internal static class SyntaxWalk
{
    public static IEnumerable<Expression> Expressions(IEnumerable<Statement> statements)
    {
        var pending = new Stack<Expression>(statements.SelectMany(Direct).Reverse());
        while (pending.TryPop(out var expression))
        {
            yield return expression;
            foreach (var part in Parts(expression).Reverse())
            {
                if (part is not null)
                {
                    pending.Push(part);
                }
            }
        }
    }

    private static IEnumerable<Expression> Direct(Statement statement) => statement switch
    {
        ExpressionStatement { Value: var value } => [value],
        AssignStatement assign => [assign.Value, .. Stored(assign.Target)],
        AugmentedStatement augmented => [augmented.Target, augmented.Value],
        IfStatement choice => [.. choice.Branches.SelectMany(branch => branch.Body.SelectMany(Direct).Prepend(branch.Condition)), .. choice.Else.SelectMany(Direct)],
        ForStatement loop => [loop.Iterable, .. loop.Body.SelectMany(Direct)],
        DefStatement def => Function(def.Function),
        ReturnStatement { Value: { } value } => [value],
        _ => [],
    };

    /// <summary>What an assignment reads to find its place; the place itself is written.</summary>
    private static IEnumerable<Expression> Stored(Expression target) => target switch
    {
        DotExpression dot => [dot.Object],
        IndexExpression index => [index.Object, index.Index],
        ParenthesizedExpression { Inner: var inner } => Stored(inner),
        TupleExpression { Items: var items } => items.SelectMany(Stored),
        ListExpression { Items: var items } => items.SelectMany(Stored),
        _ => [],
    };

    private static IEnumerable<Expression> Function(FunctionSyntax function)
        => function.Parameters.Select(parameter => parameter.Default).OfType<Expression>().Concat(function.Body.SelectMany(Direct));

    private static IEnumerable<Expression?> Parts(Expression expression) => expression switch
    {
        ParenthesizedExpression { Inner: var inner } => [inner],
        TupleExpression { Items: var items } => items,
        ListExpression { Items: var items } => items,
        DictExpression { Entries: var entries } => entries.SelectMany(entry => new[] { entry.Key, entry.Value }),
        ComprehensionExpression comprehension => [.. comprehension.Clauses.Select(Clause), comprehension.Body, comprehension.Value],
        UnaryExpression { Operand: var operand } => [operand],
        BinaryExpression binary => [binary.First, .. binary.Tail.Select(tail => tail.Operand)],
        LogicalExpression { Operands: var operands } => operands,
        ConditionalExpression choice => [choice.Condition, choice.Then, choice.Else],
        DotExpression { Object: var target } => [target],
        IndexExpression index => [index.Object, index.Index],
        SliceExpression slice => [slice.Object, slice.Start, slice.Stop, slice.Step],
        CallExpression call => [CalledOn(call.Callee), .. call.Arguments.Select(argument => argument.Value)],
        LambdaExpression { Function: var function } => Function(function),
        FStringExpression text => text.Pieces.SelectMany(piece => new[] { piece.Value, piece.Specification }),
        _ => [],
    };

    /// <summary>A method's name is no read of data.</summary>
    private static Expression CalledOn(Expression callee) => callee is DotExpression dot ? dot.Object : callee;

    private static Expression Clause(ComprehensionClause clause) => clause is ForClause loop ? loop.Iterable : ((IfClause)clause).Condition;
}
