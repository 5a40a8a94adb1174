namespace Agents.Starlark;

/// <summary>Names inside expressions.</summary>
internal sealed partial class Resolver
{
    private void Visit(Expression? expression)
    {
        if (expression is null)
        {
            return;
        }

        if (++_height > MaxHeight)
        {
            _diagnostics.Add(expression.Position, $"nested more deeply than {MaxHeight} levels");
        }
        else
        {
            VisitParts(expression);
        }

        _height--;
    }

    private void VisitAll(IEnumerable<Expression> expressions)
    {
        foreach (var expression in expressions)
        {
            Visit(expression);
        }
    }

    private void VisitParts(Expression expression)
    {
        switch (expression)
        {
            case NameExpression name:
                Use(name);
                break;
            case ParenthesizedExpression { Inner: var inner }:
                Visit(inner);
                break;
            case TupleExpression { Items: var items }:
                VisitAll(items);
                break;
            case ListExpression { Items: var items }:
                VisitAll(items);
                break;
            case DictExpression { Entries: var entries }:
                VisitAll(entries.SelectMany(entry => new[] { entry.Key, entry.Value }));
                break;
            case ComprehensionExpression comprehension:
                VisitComprehension(comprehension);
                break;
            case UnaryExpression { Operand: var operand }:
                Visit(operand);
                break;
            case BinaryExpression binary:
                Visit(binary.First);
                VisitAll(binary.Tail.Select(tail => tail.Operand));
                break;
            case LogicalExpression { Operands: var operands }:
                VisitAll(operands);
                break;
            case ConditionalExpression choice:
                VisitAll([choice.Condition, choice.Then, choice.Else]);
                break;
            default:
                VisitSuffixed(expression);
                break;
        }
    }

    private void VisitSuffixed(Expression expression)
    {
        switch (expression)
        {
            case DotExpression { Object: var target }:
                Visit(target);
                break;
            case IndexExpression index:
                Visit(index.Object);
                Visit(index.Index);
                break;
            case SliceExpression slice:
                Visit(slice.Object);
                Visit(slice.Start);
                Visit(slice.Stop);
                Visit(slice.Step);
                break;
            case CallExpression call:
                Visit(call.Callee);
                VisitAll(call.Arguments.Select(argument => argument.Value));
                break;
            case LambdaExpression { Function: var function }:
                VisitFunction(function);
                break;
            case FStringExpression text:
                foreach (var piece in text.Pieces)
                {
                    Visit(piece.Value);
                    Visit(piece.Specification);
                }

                break;
        }
    }

    /// <summary>The first iterable belongs to the outer block; everything after it to the comprehension's, which is one for all clauses.</summary>
    private void VisitComprehension(ComprehensionExpression comprehension)
    {
        var first = (ForClause)comprehension.Clauses[0];
        Visit(first.Iterable);
        var outer = _block;
        _block = comprehension.Block = new Block(outer);
        foreach (var name in comprehension.Clauses.OfType<ForClause>().SelectMany(clause => Targets.Of(clause.Target)))
        {
            _block.Declare(name.Name);
        }

        _loops++;
        foreach (var clause in comprehension.Clauses)
        {
            VisitClause(clause, clause == first);
        }

        Visit(comprehension.Body);
        Visit(comprehension.Value);
        _loops--;
        _block = outer;
    }

    private void VisitClause(ComprehensionClause clause, bool isFirst)
    {
        if (clause is IfClause { Condition: var condition })
        {
            Visit(condition);
        }
        else if (clause is ForClause loop)
        {
            Visit(isFirst ? null : loop.Iterable);
            VisitTarget(loop.Target);
        }
    }

    private void VisitTarget(Expression target)
    {
        switch (target)
        {
            case NameExpression name:
                name.Binding = Lookup(name.Name);
                if (AtTopLevel)
                {
                    _assigned.Add(name.Name);
                }

                break;
            case ParenthesizedExpression { Inner: var inner }:
                VisitTarget(inner);
                break;
            case TupleExpression { Items: var items }:
                VisitTargets(items);
                break;
            case ListExpression { Items: var items }:
                VisitTargets(items);
                break;
            default:
                Visit(target);
                break;
        }
    }

    private void VisitTargets(IReadOnlyList<Expression> items)
    {
        foreach (var item in items)
        {
            VisitTarget(item);
        }
    }

    private void Use(NameExpression name)
    {
        name.Binding = Lookup(name.Name);
        var mayBeOuter = name.Binding is Binding.Outer || ReadsBeforeAssignment(name);
        if (mayBeOuter && !Universe.Knows(_dialect, name.Name))
        {
            _freeNames.TryAdd(name.Name, new StarlarkName(name.Name, name.Position.Line, name.Position.Column));
        }
    }

    /// <summary><c>x = x + 1</c> at top level starts from the scope's x where rebinding is allowed.</summary>
    private bool ReadsBeforeAssignment(NameExpression name)
        => name.Binding is Binding.Global && _dialect.Has(StarlarkFeatures.TopLevelRebinding)
            && AtTopLevel && _loops == 0 && !_assigned.Contains(name.Name);

    private Binding Lookup(string name)
    {
        for (var block = _block; block is not null; block = block.Parent)
        {
            if (block.Variables.TryGetValue(name, out var variable))
            {
                var function = _block.Function;
                return variable.Owner == function ? new Binding.Local(variable) : new Binding.Free(variable, function.Capture(variable));
            }
        }

        if (Globals.TryGetValue(name, out var index))
        {
            return new Binding.Global(index);
        }

        return Universe.Constant(_dialect, name) is { } constant ? new Binding.Constant(constant) : new Binding.Outer();
    }
}
