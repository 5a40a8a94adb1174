namespace Agents.Starlark;

/// <summary>Expressions.</summary>
internal sealed partial class Compiler
{
    private Node? Optional(Expression? expression) => expression is null ? null : Compile(expression);

    private Node[] All(IEnumerable<Expression> expressions) => [.. expressions.Select(Compile)];

    private Node Compile(Expression expression) => expression switch
    {
        LiteralExpression { Value: var value } => new ConstantNode(value),
        NameExpression name => Name(name),
        ParenthesizedExpression { Inner: var inner } => Compile(inner),
        TupleExpression { Items.Count: 0 } => new ConstantNode(StarlarkTuple.Empty),
        TupleExpression { Items: var items } => new TupleNode(All(items)),
        ListExpression { Items: var items } => new ListNode(All(items)),
        DictExpression { Entries: var entries } => new DictNode([.. entries.Select(entry => (entry.Position, Compile(entry.Key), Compile(entry.Value)))]),
        ComprehensionExpression comprehension => Comprehension(comprehension),
        UnaryExpression unary => Unary(unary),
        BinaryExpression binary => Binary(binary),
        LogicalExpression logical => new LogicalNode(logical.IsAnd, All(logical.Operands)),
        ConditionalExpression choice => new ConditionalNode(Compile(choice.Condition), Compile(choice.Then), Compile(choice.Else)),
        DotExpression dot => Dot(dot),
        IndexExpression index => new IndexNode(index.BracketPosition, Compile(index.Object), Compile(index.Index)),
        SliceExpression slice => new SliceNode(slice.BracketPosition, Compile(slice.Object), Optional(slice.Start), Optional(slice.Stop), Optional(slice.Step)),
        CallExpression call => Call(call),
        LambdaExpression { Function: var function } => Function(function),
        FStringExpression text => FString(text),
        _ => throw new InvalidOperationException($"No node for {expression.GetType().Name}."),
    };

    private Node Name(NameExpression name) => name.Binding switch
    {
        Binding.Local { Variable: { Cell: >= 0 } variable } => new CellNode(name.Position, name.Name, variable.Cell),
        Binding.Local { Variable: var variable } => new LocalNode(name.Position, name.Name, variable.Slot),
        Binding.Free { Index: var index } => new FreeNode(name.Position, name.Name, index),
        Binding.Global { Index: var index } => new GlobalNode(
            name.Position, name.Name, index, dialect.Has(StarlarkFeatures.TopLevelRebinding) ? Outer(name) : null),
        Binding.Constant { Value: var value } => new ConstantNode(value),
        _ => Outer(name),
    };

    private OuterNode Outer(NameExpression name)
        => new(name.Position, name.Name, Universe.TryGet(dialect.Features, name.Name, out var builtin) ? builtin : null, name.IsCallee);

    private AttributeNode Dot(DotExpression dot) => new(dot.NamePosition, Compile(dot.Object), dot.Name);

    private Node Unary(UnaryExpression unary)
    {
        var operand = Compile(unary.Operand);
        return (unary.Operator, operand) switch
        {
            ("not", _) => new NotNode(operand),
            ("-", ConstantNode { Value: StarlarkInt number }) when number.IsSmall => new ConstantNode(StarlarkInt.Of(-number.Small)),
            ("-", ConstantNode { Value: StarlarkFloat number }) => new ConstantNode(new StarlarkFloat(-number.Value)),
            _ => new UnaryNode(unary.Position, unary.Operator, operand),
        };
    }

    private Node Binary(BinaryExpression binary)
    {
        var first = Compile(binary.First);
        (SourcePosition Position, Operator Sign, Node Operand)[] tail =
            [.. binary.Tail.Select(part => (part.Position, Operators.Parse(part.Operator), Compile(part.Operand)))];
        return tail switch
        {
            [var only] => new BinaryNode(only.Position, only.Sign, first, only.Operand),
            [{ Sign: <= Operator.NotIn }, ..] => new ComparisonChainNode(first, tail),
            _ => new BinaryChainNode(first, tail),
        };
    }

    private Node Call(CallExpression call)
    {
        ArgumentNodes arguments = new()
        {
            Positional = All(Of(call, ArgumentKind.Positional).Select(argument => argument.Value)),
            Named = [.. Of(call, ArgumentKind.Named).Select(argument => (argument.Name, Compile(argument.Value)))],
            Star = Optional(Of(call, ArgumentKind.Star).FirstOrDefault()?.Value),
            StarStar = Optional(Of(call, ArgumentKind.StarStar).FirstOrDefault()?.Value),
        };
        return call.Callee is DotExpression dot
            ? new MethodCallNode(call.OpenPosition, Dot(dot), arguments)
            : new CallNode(call.OpenPosition, Compile(call.Callee), arguments);
    }

    private static IEnumerable<Argument> Of(CallExpression call, ArgumentKind kind) => call.Arguments.Where(argument => argument.Kind == kind);

    private ComprehensionNode Comprehension(ComprehensionExpression comprehension)
    {
        var variables = comprehension.Block!.Variables.Values;
        return new ComprehensionNode(
            comprehension.Body.Position,
            [.. comprehension.Clauses.Select(Clause)],
            Compile(comprehension.Body),
            Optional(comprehension.Value),
            [.. variables.Where(variable => variable.Cell < 0).Select(variable => variable.Slot)],
            [.. variables.Where(variable => variable.Cell >= 0).Select(variable => variable.Cell)]);
    }

    private ComprehensionNode.Clause Clause(ComprehensionClause clause) => clause switch
    {
        ForClause loop => new(clause.Position, Target(loop.Target), Compile(loop.Iterable), null),
        _ => new(clause.Position, null, null, Compile(((IfClause)clause).Condition)),
    };

    private FStringNode FString(FStringExpression text) => new(text.Position, [.. text.Pieces.Select(piece =>
        new FStringNode.Piece(piece.Text, Optional(piece.Value), piece.Conversion, piece.Specification is { } specification ? FString(specification) : null))]);
}
