namespace Agents.Starlark;

/// <summary>Chains of accesses from a free name.</summary>
internal sealed partial class UseCollector
{
    /// <summary>The place that an expression reads; null where it computes something. Defaults do not change the place.</summary>
    private IReadOnlyList<object>? Place(Expression expression) => expression switch
    {
        NameExpression { Binding: Binding.Outer } name => Universe.Knows(dialect, name.Name) ? null : [name.Name],
        NameExpression name => VariableOf(name) is { } variable ? _variables.GetValueOrDefault(variable).Place : null,
        ParenthesizedExpression { Inner: var inner } => Place(inner),
        LogicalExpression { IsAnd: false, Operands: [var first, ..] } => Place(first),
        DotExpression dot => Link(dot.Object, dot.Name),
        IndexExpression index => Constant(index.Index) is { } key ? Link(index.Object, key) : null,
        CallExpression { Callee: DotExpression { Name: "get" } get, Arguments: [{ Value: LiteralExpression { Value: StarlarkString key } }, ..] } => Link(get.Object, key.Value),
        CallExpression { Callee: NameExpression { Name: "getattr" }, Arguments: [var target, { Value: LiteralExpression { Value: StarlarkString key } }, ..] } => Link(target.Value, key.Value),
        _ => null,
    };

    /// <summary>The place of every item of a list; null where the list is computed.</summary>
    private IReadOnlyList<object>? ItemOf(Expression list) => list switch
    {
        ParenthesizedExpression { Inner: var inner } => ItemOf(inner),
        ComprehensionExpression { Value: null, Body: var body } => Place(body),
        SliceExpression { Object: var whole } => ItemOf(whole),
        CallExpression { Callee: NameExpression { Name: "sorted" or "list" or "tuple" or "reversed" or "set" }, Arguments: [var items, ..] } => ItemOf(items.Value),
        _ => Link(list, 0L),
    };

    private IReadOnlyList<object>? Link(Expression target, object segment) => Place(target) is { } place ? [.. place, segment] : null;

    private static object? Constant(Expression index) => index switch
    {
        LiteralExpression { Value: StarlarkString key } => key.Value,
        LiteralExpression { Value: StarlarkInt { IsSmall: true } number } => number.Small,
        UnaryExpression { Operator: "-", Operand: LiteralExpression { Value: StarlarkInt { IsSmall: true } number } } => -number.Small,
        _ => null,
    };

    /// <summary>What a chain evaluates on its way: the defaults, which also tell the kind of what they stand in for.</summary>
    private void VisitInside(Expression chain)
    {
        switch (chain)
        {
            case ParenthesizedExpression { Inner: var inner }:
                VisitInside(inner);
                break;
            case DotExpression { Object: var target }:
                VisitInside(target);
                break;
            case IndexExpression { Object: var target }:
                VisitInside(target);
                break;
            case LogicalExpression choice:
                VisitInside(choice.Operands[0]);
                VisitDefaults(choice.Operands[0], choice.Operands.Skip(1));
                break;
            case CallExpression { Callee: DotExpression { Object: var target } } get:
                VisitInside(target);
                VisitDefaults(get, get.Arguments.Skip(1).Select(argument => argument.Value));
                break;
            case CallExpression getattr:
                VisitInside(getattr.Arguments[0].Value);
                VisitDefaults(getattr, getattr.Arguments.Skip(2).Select(argument => argument.Value));
                break;
        }
    }

    private void VisitDefaults(Expression chain, IEnumerable<Expression> defaults)
    {
        foreach (var value in defaults)
        {
            Record(Place(chain)!, new Demand(KindOf(value)));
            Visit(value, Demand.None);
        }
    }
}
