namespace Agents.Starlark;

/// <summary>Kinds that expressions have by themselves, whatever is in the scope.</summary>
internal sealed partial class UseCollector
{
    private StarlarkUseKind KindOf(Expression expression) => expression switch
    {
        ParenthesizedExpression { Inner: var inner } => KindOf(inner),
        LiteralExpression { Value: var value } => KindOf(value),
        NameExpression { Binding: Binding.Constant { Value: var value } } => KindOf(value),
        NameExpression name => VariableOf(name) is { } variable ? _variables.GetValueOrDefault(variable).Kind : StarlarkUseKind.Unknown,
        FStringExpression => StarlarkUseKind.String,
        ListExpression or TupleExpression or ComprehensionExpression { Value: null } => StarlarkUseKind.List,
        DictExpression or ComprehensionExpression => StarlarkUseKind.Mapping,
        UnaryExpression { Operator: var sign } => sign == "not" ? StarlarkUseKind.Boolean : StarlarkUseKind.Number,
        BinaryExpression binary => KindOf(binary),
        ConditionalExpression choice => KindOf(choice.Then) is var then && then == KindOf(choice.Else) ? then : StarlarkUseKind.Unknown,
        CallExpression { Callee: NameExpression { Binding: Binding.Outer } function } => KindOfBuiltin(function.Name),
        CallExpression { Callee: DotExpression method } => KindOfMethod(method.Name),
        _ => StarlarkUseKind.Unknown,
    };

    private static StarlarkUseKind KindOf(StarlarkValue value) => value switch
    {
        StarlarkBool => StarlarkUseKind.Boolean,
        StarlarkInt or StarlarkFloat => StarlarkUseKind.Number,
        StarlarkString => StarlarkUseKind.String,
        _ => StarlarkUseKind.Unknown,
    };

    private StarlarkUseKind KindOf(BinaryExpression binary)
    {
        var first = KindOf(binary.First);
        var known = binary.Tail.Select(tail => KindOf(tail.Operand)).Prepend(first).FirstOrDefault(static kind => kind != StarlarkUseKind.Unknown);
        return binary.Tail[0].Operator switch
        {
            var comparison when IsComparison(comparison) => StarlarkUseKind.Boolean,
            "%" => first == StarlarkUseKind.String ? StarlarkUseKind.String : StarlarkUseKind.Number,
            "*" => known is StarlarkUseKind.String or StarlarkUseKind.List ? known : StarlarkUseKind.Number,
            "+" => binary.Tail.Any(static tail => tail.Operator == "-") ? StarlarkUseKind.Number : known,
            "|" => known,
            _ => StarlarkUseKind.Number,
        };
    }

    private static StarlarkUseKind KindOfBuiltin(string name) => name switch
    {
        "len" or "int" or "float" or "abs" or "sum" or "hash" => StarlarkUseKind.Number,
        "str" or "repr" or "type" => StarlarkUseKind.String,
        "bool" or "any" or "all" or "hasattr" => StarlarkUseKind.Boolean,
        "list" or "tuple" or "sorted" or "reversed" or "enumerate" or "zip" or "range" or "dir" => StarlarkUseKind.List,
        "dict" => StarlarkUseKind.Mapping,
        _ => StarlarkUseKind.Unknown,
    };

    private static StarlarkUseKind KindOfMethod(string name) => name switch
    {
        "lower" or "upper" or "strip" or "lstrip" or "rstrip" or "replace" or "join" or "format" or "title" or "capitalize" or "encode" => StarlarkUseKind.String,
        "split" or "rsplit" or "splitlines" or "keys" or "values" or "items" => StarlarkUseKind.List,
        "startswith" or "endswith" => StarlarkUseKind.Boolean,
        "find" or "rfind" or "count" or "index" or "rindex" => StarlarkUseKind.Number,
        _ => StarlarkUseKind.Unknown,
    };
}
