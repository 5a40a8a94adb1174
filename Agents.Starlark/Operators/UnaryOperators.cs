namespace Agents.Starlark;

/// <summary><c>+x</c>, <c>-x</c>, <c>~x</c>; <c>not x</c> is a matter of truth.</summary>
internal static class UnaryOperators
{
    public static StarlarkValue Apply(StarlarkThread thread, string sign, StarlarkValue operand) => (sign, operand) switch
    {
        ("-", StarlarkInt number) => Arithmetic.Negate(thread, number),
        ("-", StarlarkFloat number) => new StarlarkFloat(-number.Value),
        ("+", StarlarkInt or StarlarkFloat) => operand,
        ("~", StarlarkInt number) => Arithmetic.Checked(thread, -(number.Value + 1)),
        _ => throw Faults.Type($"unknown unary op: {sign}{operand.TypeName} (unsupported unary operation)"),
    };
}
