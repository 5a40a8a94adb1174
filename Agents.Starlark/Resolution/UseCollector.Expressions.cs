namespace Agents.Starlark;

/// <summary>What each kind of expression makes of its parts.</summary>
internal sealed partial class UseCollector
{
    private void Visit(Expression? expression, Demand demand)
    {
        switch (expression)
        {
            case null or LiteralExpression:
                break;
            case ParenthesizedExpression { Inner: var inner }:
                Visit(inner, demand);
                break;
            case TupleExpression { Items: var items }:
                VisitItems(items, demand);
                break;
            case ListExpression { Items: var items }:
                VisitItems(items, demand);
                break;
            case DictExpression dict:
                VisitDict(dict, demand);
                break;
            case ComprehensionExpression comprehension:
                VisitComprehension(comprehension, demand);
                break;
            case UnaryExpression { Operator: var sign, Operand: var operand }:
                Visit(operand, sign == "not" ? Demand.Truth : sign == "~" ? Demand.Integer : Demand.Number);
                break;
            case BinaryExpression binary:
                VisitBinary(binary, demand);
                break;
            case LogicalExpression logical:
                VisitLogical(logical, demand);
                break;
            case ConditionalExpression choice:
                Visit(choice.Condition, Demand.Truth);
                Visit(choice.Then, demand);
                Visit(choice.Else, demand);
                break;
            case LambdaExpression { Function: var function }:
                VisitAll(function.Body);
                break;
            case FStringExpression text:
                VisitText(text);
                break;
            default:
                VisitAccess(expression, demand);
                break;
        }
    }

    private void VisitAccess(Expression expression, Demand demand)
    {
        if (Place(expression) is { } place)
        {
            Record(place, demand);
            VisitInside(expression);
            return;
        }

        switch (expression)
        {
            case CallExpression call:
                VisitCall(call, demand);
                break;
            case DotExpression { Object: var target }:
                Visit(target, Demand.Mapping);
                break;
            case IndexExpression index:
                Visit(index.Object, KindOf(index.Index) == StarlarkUseKind.String ? Demand.Mapping : Demand.ListOf(demand with { PartOf = null }) with { Required = false });
                Visit(index.Index, Demand.None);
                break;
            case SliceExpression slice:
                Visit(slice.Object, new Demand(demand.Kind == StarlarkUseKind.List ? StarlarkUseKind.List : StarlarkUseKind.String));
                VisitItems([slice.Start, slice.Stop, slice.Step], Demand.ListOf(Demand.Integer));
                break;
        }
    }

    private void VisitItems(IEnumerable<Expression?> items, Demand demand)
    {
        foreach (var item in items)
        {
            Visit(item, demand.Element ?? Demand.None);
        }
    }

    private void VisitDict(DictExpression dict, Demand demand)
    {
        foreach (var entry in dict.Entries)
        {
            Visit(entry.Key, Demand.None);
            Visit(entry.Value, demand.PartOf is { } part && entry.Key is LiteralExpression { Value: StarlarkString key } ? Demand.None with { PartOf = [.. part, key.Value] } : Demand.None);
        }
    }

    private void VisitComprehension(ComprehensionExpression comprehension, Demand demand)
    {
        foreach (var clause in comprehension.Clauses)
        {
            if (clause is ForClause loop)
            {
                VisitLoop(loop.Target, loop.Iterable);
            }
            else
            {
                Visit(((IfClause)clause).Condition, Demand.Truth);
            }
        }

        Visit(comprehension.Body, demand.Element ?? Demand.None);
        Visit(comprehension.Value, Demand.None);
    }

    /// <summary>An operand that decides is asked for its truth; what comes out last has the whole's use, and is also what the others stand beside.</summary>
    private void VisitLogical(LogicalExpression logical, Demand demand)
    {
        var whole = demand.Kind == StarlarkUseKind.Unknown ? demand with { Kind = StarlarkUseKind.Truth } : demand;
        var last = logical.Operands[^1];
        var passing = demand.Kind != StarlarkUseKind.Unknown || !IsDisplay(last) ? whole : demand with { Kind = KindOf(last) };
        foreach (var operand in logical.Operands.SkipLast(1))
        {
            Visit(operand, logical.IsAnd ? Demand.Truth : passing);
        }

        Visit(last, whole);
    }

    private static bool IsDisplay(Expression expression) => expression is LiteralExpression or ListExpression or DictExpression or FStringExpression;

    private void VisitText(FStringExpression text)
    {
        foreach (var piece in text.Pieces)
        {
            var presentation = piece.Specification?.Pieces is [.., { Value: null, Text: [.., var last] }] ? last : 's';
            Visit(piece.Value, char.IsAsciiLetter(presentation) && presentation is not ('s' or 'c') || presentation == '%' ? Demand.Number : Demand.None);
            Visit(piece.Specification, Demand.None);
        }
    }
}
