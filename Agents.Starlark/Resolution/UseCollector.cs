namespace Agents.Starlark;

/// <summary>
/// Infers how a program uses what it reads. One walk from the outside in: each expression is visited once, with what its surroundings make of
/// its value, and a chain of accesses that begins at a free name writes that down. Variables that stand for such a chain, or for an item of one
/// (<c>for x in ctx.items</c>), are followed; the order of the text stands for the order of the run, which is right often enough for a guess
/// that only makes up sample data.
/// </summary>
internal sealed partial class UseCollector(StarlarkDialect dialect)
{
    private readonly List<StarlarkUse> _uses = [];
    private readonly Dictionary<object, Meaning> _variables = [];

    public static IReadOnlyList<StarlarkUse> Collect(IReadOnlyList<Statement> statements, StarlarkDialect dialect)
    {
        var collector = new UseCollector(dialect);
        for (var i = 0; i < statements.Count; i++)
        {
            // The last expression's value is the program's.
            if (i == statements.Count - 1 && statements[i] is ExpressionStatement { Value: var value })
            {
                collector.Visit(value, Demand.None with { PartOf = [] });
            }
            else
            {
                collector.Visit(statements[i]);
            }
        }

        return collector._uses;
    }

    private void Visit(Statement statement)
    {
        switch (statement)
        {
            case ExpressionStatement { Value: var value }:
                Visit(value, Demand.None);
                break;
            case AssignStatement assign:
                Visit(assign.Value, assign.Target is NameExpression { Name: "__result__", Binding: Binding.Global } ? Demand.None with { PartOf = [] } : Demand.None);
                Bind(assign.Target, new Meaning(Place(assign.Value), KindOf(assign.Value)));
                break;
            case AugmentedStatement augmented:
                Visit(augmented.Value, Operand(augmented.Operator, KindOf(augmented.Target), KindOf(augmented.Value)));
                break;
            case IfStatement choice:
                VisitIf(choice);
                break;
            case ForStatement loop:
                VisitLoop(loop.Target, loop.Iterable);
                VisitAll(loop.Body);
                break;
            case DefStatement { Function: var function }:
                VisitAll(function.Body);
                break;
            case ReturnStatement { Value: { } value }:
                Visit(value, Demand.None);
                break;
        }
    }

    private void VisitAll(IReadOnlyList<Statement> statements)
    {
        foreach (var statement in statements)
        {
            Visit(statement);
        }
    }

    private void VisitIf(IfStatement choice)
    {
        foreach (var branch in choice.Branches)
        {
            Visit(branch.Condition, Demand.Truth);
            VisitAll(branch.Body);
        }

        VisitAll(choice.Else);
    }

    private void VisitLoop(Expression target, Expression iterable)
    {
        Visit(iterable, Demand.ListOf(null));
        switch (target, iterable)
        {
            case (TupleExpression { Items: [var index, var item] }, CallExpression { Callee: NameExpression { Name: "enumerate" }, Arguments: [var list, ..] }):
                Bind(index, new Meaning(null, StarlarkUseKind.Integer));
                Bind(item, new Meaning(ItemOf(list.Value), StarlarkUseKind.Unknown));
                break;
            default:
                Bind(target, new Meaning(ItemOf(iterable), StarlarkUseKind.Unknown));
                break;
        }
    }

    private void Bind(Expression target, Meaning meaning)
    {
        if (target is NameExpression name && VariableOf(name) is { } variable)
        {
            _variables[variable] = meaning;
        }
    }

    private void Record(IReadOnlyList<object> place, Demand demand)
    {
        _uses.Add(new StarlarkUse(place, demand.Kind) { Required = demand.Required, Literals = demand.Literals, PartOf = demand.PartOf });
        if (demand.Element is { } element)
        {
            Record([.. place, 0L], element);
        }
    }

    private static object? VariableOf(NameExpression name) => name.Binding switch
    {
        Binding.Local local => local.Variable,
        Binding.Free free => free.Variable,
        Binding.Global global => global.Index,
        _ => null,
    };

    /// <summary>What a variable stands for: a chain of accesses, or at least a kind of value.</summary>
    private readonly record struct Meaning(IReadOnlyList<object>? Place, StarlarkUseKind Kind);
}
