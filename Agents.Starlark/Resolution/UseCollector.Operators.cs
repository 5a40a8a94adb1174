namespace Agents.Starlark;

/// <summary>What operators ask of their operands.</summary>
internal sealed partial class UseCollector
{
    private void VisitBinary(BinaryExpression binary, Demand demand)
    {
        if (IsComparison(binary.Tail[0].Operator))
        {
            VisitComparison(binary);
            return;
        }

        var whole = KindOf(binary);
        whole = whole == StarlarkUseKind.Unknown && binary.Tail.All(static tail => tail.Operator == "+") ? demand.Kind : whole;
        foreach (var operand in binary.Tail.Select(static tail => tail.Operand).Prepend(binary.First))
        {
            Visit(operand, Operand(binary.Tail[0].Operator, whole, KindOf(binary.First)));
        }
    }

    private void VisitComparison(BinaryExpression binary)
    {
        Visit(binary.First, Compared(binary.Tail[0].Operator, binary.Tail[0].Operand));
        for (var i = 0; i < binary.Tail.Count; i++)
        {
            var left = i == 0 ? binary.First : binary.Tail[i - 1].Operand;
            var (comparison, right) = (binary.Tail[i].Operator, binary.Tail[i].Operand);
            Visit(right, comparison is "in" or "not in" ? Container(left) : Compared(comparison, left));
        }
    }

    /// <summary>What being compared with another operand asks.</summary>
    private Demand Compared(string comparison, Expression other)
    {
        var kind = KindOf(other);
        return comparison switch
        {
            "in" when Items(other) is { } items => new Demand(items.Select(KindOf).FirstOrDefault()) { Literals = [.. items.Select(Literal).OfType<StarlarkValue>()] },
            "not in" when Items(other) is { } items => new Demand(items.Select(KindOf).FirstOrDefault()),
            "in" or "not in" => kind == StarlarkUseKind.String ? Demand.Text : Demand.None,
            "!=" => new Demand(kind),
            "==" => new Demand(kind) { Literals = Literal(other) is { } literal ? [literal] : [] },
            _ => kind is StarlarkUseKind.Unknown or StarlarkUseKind.Truth ? new Demand(StarlarkUseKind.Ordered) : new Demand(kind, Required: true),
        };
    }

    /// <summary>What containing something asks. Text may be part of a text, an item of a list or a key, so it says nothing.</summary>
    private Demand Container(Expression item) => KindOf(item) switch
    {
        StarlarkUseKind.String => Demand.None,
        StarlarkUseKind.Unknown => new Demand(StarlarkUseKind.List),
        var kind => Demand.ListOf(new Demand(kind)),
    };

    private static Demand Operand(string arithmetic, StarlarkUseKind whole, StarlarkUseKind other) => (arithmetic, whole) switch
    {
        ("%", StarlarkUseKind.String) => Demand.None,
        ("*", StarlarkUseKind.String or StarlarkUseKind.List) => Demand.Integer,
        ("+", StarlarkUseKind.Unknown or StarlarkUseKind.Truth) when other == StarlarkUseKind.Unknown => Demand.None,
        ("+", StarlarkUseKind.Unknown or StarlarkUseKind.Truth) => new Demand(other, Required: true),
        ("+", StarlarkUseKind.Ordered) => Demand.Number,
        ("|", not StarlarkUseKind.Number) => whole == StarlarkUseKind.Mapping ? Demand.Mapping : Demand.None,
        ("+", _) => new Demand(whole, Required: true),
        ("|" or "&" or "^" or "<<" or ">>", _) => Demand.Integer,
        _ => Demand.Number,
    };

    private static bool IsComparison(string @operator) => @operator is "==" or "!=" or "<" or "<=" or ">" or ">=" or "in" or "not in";

    private static IReadOnlyList<Expression>? Items(Expression container) => container switch
    {
        ParenthesizedExpression { Inner: var inner } => Items(inner),
        ListExpression { Items: var items } => items,
        TupleExpression { Items: var items } => items,
        DictExpression { Entries: var entries } => [.. entries.Select(static entry => entry.Key)],
        _ => null,
    };

    private static StarlarkValue? Literal(Expression expression) => expression switch
    {
        ParenthesizedExpression { Inner: var inner } => Literal(inner),
        LiteralExpression { Value: var value } => value,
        NameExpression { Binding: Binding.Constant { Value: StarlarkBool value } } => value,
        _ => null,
    };
}
