namespace Agents.Starlark;

/// <summary>The module <c>json</c>.</summary>
internal static class JsonModule
{
    public static StarlarkModule Instance { get; } = new("json", Members());

    private static Dictionary<string, StarlarkValue> Members()
    {
        StarlarkBuiltin[] functions =
        [
            new("json.encode", Signature.Of("x, /"), a => StarlarkString.Of(JsonEncoder.Encode(a.Thread, a[0], null))),
            new("json.encode_indent", Signature.Of("x, /, *, prefix=, indent="), a => StarlarkString.Of(JsonEncoder.Encode(a.Thread, a[0], Layout(a)))),
            new("json.decode", Signature.Of("x, /, default="), Decode),
            new("json.indent", Signature.Of("x, /, *, prefix=, indent="), Indent),
        ];
        return functions.ToDictionary<StarlarkBuiltin, string, StarlarkValue>(function => function.Name["json.".Length..], function => function);
    }

    private static JsonLayout Layout(BoundArguments a)
        => new(a.Optional(1) is null ? "" : a.Text(1), a.Optional(2) is null ? "\t" : a.Text(2));

    private static StarlarkValue Decode(BoundArguments a)
    {
        try
        {
            return new JsonDecoder(a.Thread, a.Text(0)).Decode();
        }
        catch (StarlarkException fault) when (fault.Error.Kind == StarlarkErrorKind.Value && a.Optional(1) is not null)
        {
            return a[1];
        }
    }

    private static StarlarkString Indent(BoundArguments a)
    {
        var value = new JsonDecoder(a.Thread, a.Text(0)).Decode();
        return StarlarkString.Of(JsonEncoder.Encode(a.Thread, value, Layout(a)));
    }
}

/// <param name="Prefix">What every line but the first starts with.</param>
/// <param name="Indent">One level of indentation.</param>
internal sealed record JsonLayout(string Prefix, string Indent);
