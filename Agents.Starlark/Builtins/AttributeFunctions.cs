namespace Agents.Starlark;

/// <summary>Functions about attributes and types.</summary>
internal static class AttributeFunctions
{
    public static IEnumerable<StarlarkBuiltin> All { get; } =
    [
        new("dir", Signature.Of("x, /"), Dir),
        new("getattr", Signature.Of("x, name, default=, /"), GetAttr),
        new("hasattr", Signature.Of("x, name, /"), HasAttr),
        new("hash", Signature.Of("x, /"), Hash),
        new("type", Signature.Of("x, /"), a => a.Thread.Text(a[0].TypeName)),
    ];

    private static StarlarkList Dir(BoundArguments a)
    {
        var keys = a[0] is StarlarkMapping mapping && (a.Thread.Features & StarlarkFeatures.DotAccess) != StarlarkFeatures.None ? mapping.Names : [];
        var names = a[0].FieldNames.Concat(keys).Concat(a[0].Methods.Names).Distinct().Order(StringComparer.Ordinal);
        return a.Thread.ListOf(names.Select(StarlarkString.Of), 0);
    }

    private static StarlarkValue GetAttr(BoundArguments a)
    {
        var name = a.Text(1);
        if (a.Optional(2) is not { } absent)
        {
            return Attributes.Get(a.Thread, a[0], name);
        }

        return Attributes.TryGetChecked(a.Thread, a[0], name, out var value) ? value : absent;
    }

    private static StarlarkBool HasAttr(BoundArguments a) => StarlarkBool.Of(Attributes.TryGetChecked(a.Thread, a[0], a.Text(1), out _));

    private static StarlarkInt Hash(BoundArguments a)
    {
        switch (a[0])
        {
            case StarlarkString text:
                a.Thread.TextWork(text.Value.Length);
                return StarlarkInt.Of(text.Value.Aggregate(0, (hash, unit) => unchecked((31 * hash) + unit)));
            case StarlarkBytes bytes:
                var fnv = 2166136261U;
                foreach (var unit in bytes.Span)
                {
                    fnv = unchecked((fnv ^ unit) * 16777619U);
                }

                return StarlarkInt.Of(fnv);
            default:
                throw a.Wrong(0, "string or bytes");
        }
    }
}
