namespace Agents.Starlark;

/// <summary>Names that statements bind, in source order.</summary>
internal static class Targets
{
    public static IEnumerable<NameExpression> Of(IReadOnlyList<Statement> statements) => statements.SelectMany(Of);

    public static IEnumerable<NameExpression> Of(Expression target) => target switch
    {
        NameExpression name => [name],
        ParenthesizedExpression { Inner: var inner } => Of(inner),
        TupleExpression { Items: var items } => items.SelectMany(Of),
        ListExpression { Items: var items } => items.SelectMany(Of),
        _ => [],
    };

    private static IEnumerable<NameExpression> Of(Statement statement) => statement switch
    {
        AssignStatement { Target: var target } => Of(target),
        AugmentedStatement { Target: var target } => Of(target),
        DefStatement { Name: var name } => [name],
        ForStatement loop => Of(loop.Target).Concat(Of(loop.Body)),
        IfStatement choice => choice.Branches.SelectMany(branch => Of(branch.Body)).Concat(Of(choice.Else)),
        _ => [],
    };
}
