namespace Agents.Starlark;

/// <summary>What functions and methods ask of their arguments.</summary>
internal sealed partial class UseCollector
{
    private void VisitCall(CallExpression call, Demand demand)
    {
        switch (call.Callee)
        {
            case NameExpression { Binding: Binding.Outer, Name: "hasattr" } when call.Arguments is [var target, { Value: LiteralExpression { Value: StarlarkString key } }] && Place(target.Value) is { } place:
                Record([.. place, key.Value], Demand.None);
                VisitInside(target.Value);
                break;
            case NameExpression { Binding: Binding.Outer } function:
                VisitFunction(function.Name, call);
                break;
            case DotExpression method:
                VisitMethod(method, call, demand);
                break;
            case var callee:
                Visit(callee is NameExpression ? null : callee, Demand.None);
                VisitItems(call.Arguments.Select(static argument => argument.Value), Demand.None);
                break;
        }
    }

    private void VisitFunction(string name, CallExpression call)
    {
        var asked = Asked(name, [.. call.Arguments.Where(static argument => argument.Kind == ArgumentKind.Positional).Select(static argument => argument.Value)]);
        var key = call.Arguments.FirstOrDefault(static argument => argument.Name == "key")?.Value as LambdaExpression;
        foreach (var argument in call.Arguments.Where(argument => argument.Value != key))
        {
            Visit(argument.Value, argument.Kind == ArgumentKind.Positional ? key is null ? asked : asked with { Element = null } : Demand.None);
        }

        if (key is { Function: { Parameters: [{ Name: { } item }, ..], Body: [ReturnStatement { Value: var value }] } } && call.Arguments is [var list, ..])
        {
            Bind(item, new Meaning(ItemOf(list.Value), StarlarkUseKind.Unknown));
            Visit(value, new Demand(StarlarkUseKind.Ordered));
        }
    }

    private Demand Asked(string function, IReadOnlyList<Expression> arguments) => function switch
    {
        "len" => new Demand(StarlarkUseKind.Sized),
        "any" or "all" => Demand.ListOf(Demand.Truth),
        "sum" => Demand.ListOf(Demand.Number),
        "min" or "max" when arguments.Count == 1 => Demand.ListOf(new Demand(StarlarkUseKind.Ordered)),
        "min" or "max" => arguments.Select(KindOf).FirstOrDefault(static kind => kind != StarlarkUseKind.Unknown) is var kind && kind != StarlarkUseKind.Unknown
            ? new Demand(kind, Required: true)
            : new Demand(StarlarkUseKind.Ordered),
        "sorted" or "list" or "tuple" or "set" or "reversed" or "enumerate" or "zip" => Demand.ListOf(null),
        "int" or "float" or "abs" => Demand.Number,
        "range" => Demand.Integer,
        "dict" => Demand.Mapping,
        "bool" => Demand.Truth,
        _ => Demand.None,
    };

    private void VisitMethod(DotExpression method, CallExpression call, Demand demand)
    {
        var isModule = method.Object is NameExpression { Binding: Binding.Outer, Name: "json" };
        var receiver = isModule ? Demand.None : Receiver(method.Name);
        if (!isModule)
        {
            // Compared after a change of case, the text compared with is still one that it can be.
            Visit(method.Object, method.Name is "lower" or "upper" or "strip" ? receiver with { Literals = demand.Literals } : receiver);
        }

        var asked = (isModule, method.Name) switch
        {
            (true, "decode") => Demand.Text,
            (false, "join") => Demand.ListOf(Demand.Text),
            (false, not "format") when receiver.Kind == StarlarkUseKind.String => Demand.Text,
            _ => Demand.None,
        };
        VisitArguments(call, asked);
    }

    private void VisitArguments(CallExpression call, Demand demand)
    {
        foreach (var argument in call.Arguments)
        {
            Visit(argument.Value, argument.Kind == ArgumentKind.Positional ? demand : Demand.None);
        }
    }

    /// <summary>What having a method of this name asks; a name that several types have tells none apart.</summary>
    private static Demand Receiver(string method) => (Has(StringMethods.Table, method), Has(ListMethods.Table, method), Has(DictMethods.Table, method)) switch
    {
        (true, false, false) => Demand.Text,
        (false, true, false) => Demand.ListOf(null),
        (false, false, true) => Demand.Mapping,
        (true, true, false) => new Demand(StarlarkUseKind.Sized),
        _ => Demand.None,
    };

    private static bool Has(MethodTable table, string method) => table.TryGet(method, out _);
}
