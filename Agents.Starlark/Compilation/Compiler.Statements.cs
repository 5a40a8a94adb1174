namespace Agents.Starlark;

/// <summary>Statements and assignment targets.</summary>
internal sealed partial class Compiler
{
    /// <param name="statements">The statements.</param>
    /// <param name="isTail">Whether the last of them ends the program, so that its value is the program's.</param>
    private StatementNode[] Statements(IReadOnlyList<Statement> statements, bool isTail)
    {
        List<StatementNode> nodes = [];
        for (var i = 0; i < statements.Count; i++)
        {
            if (Compile(statements[i], isTail && i == statements.Count - 1) is { } node)
            {
                nodes.Add(node);
            }
        }

        return [.. nodes];
    }

    private StatementNode? Compile(Statement statement, bool isTail) => statement switch
    {
        ExpressionStatement { Value: var value } => new ExpressionNode(Compile(value), isTail),
        AssignStatement assign => new AssignNode(Target(assign.Target), Compile(assign.Value)),
        AugmentedStatement augmented => Compile(augmented, augmented.Target),
        DefStatement def => new AssignNode(Target(def.Name), Function(def.Function)),
        ReturnStatement result => new ReturnNode(Optional(result.Value)),
        ForStatement loop => new ForNode(loop.Position, Target(loop.Target), Compile(loop.Iterable), Statements(loop.Body, isTail: false)),
        IfStatement choice => new IfNode(
            [.. choice.Branches.Select(branch => (Compile(branch.Condition), Statements(branch.Body, isTail)))],
            Statements(choice.Else, isTail)),
        JumpStatement { Kind: JumpKind.Break } => new JumpNode(Flow.Break),
        JumpStatement { Kind: JumpKind.Continue } => new JumpNode(Flow.Continue),
        _ => null,
    };

    private StatementNode Compile(AugmentedStatement augmented, Expression target)
    {
        var (position, sign, value) = (augmented.Position, Operators.Parse(augmented.Operator), Compile(augmented.Value));
        return target switch
        {
            ParenthesizedExpression { Inner: var inner } => Compile(augmented, inner),
            IndexExpression index => new AugmentedIndexNode(position, sign, Compile(index.Object), Compile(index.Index), value),
            DotExpression dot => new AugmentedAttributeNode(position, sign, Compile(dot.Object), StarlarkString.Of(dot.Name), value),
            _ => new AugmentedNameNode(position, sign, Compile(target), Target(target), value),
        };
    }

    private TargetNode Target(Expression target) => target switch
    {
        ParenthesizedExpression { Inner: var inner } => Target(inner),
        IndexExpression index => new IndexTarget(index.BracketPosition, Compile(index.Object), Compile(index.Index)),
        DotExpression dot => new AttributeTarget(dot.NamePosition, Compile(dot.Object), StarlarkString.Of(dot.Name)),
        TupleExpression { Items: var items } => new UnpackTarget(target.Position, [.. items.Select(Target)]),
        ListExpression { Items: var items } => new UnpackTarget(target.Position, [.. items.Select(Target)]),
        NameExpression { Binding: Binding.Local { Variable: { Cell: >= 0 } variable } } => new CellTarget(variable.Cell),
        NameExpression { Binding: Binding.Local { Variable: var variable } } => new LocalTarget(variable.Slot),
        NameExpression { Binding: Binding.Global { Index: var index } } => new GlobalTarget(index),
        _ => throw new InvalidOperationException($"The parser let {target.GetType().Name} through as an assignment's target."),
    };
}
