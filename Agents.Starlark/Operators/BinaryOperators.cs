namespace Agents.Starlark;

/// <summary>The binary operators that evaluate both operands.</summary>
internal static class BinaryOperators
{
    public static StarlarkValue Apply(StarlarkThread thread, Operator sign, StarlarkValue left, StarlarkValue right)
    {
        thread.Step();
        return sign switch
        {
            Operator.Equal => StarlarkBool.Of(Equality.AreEqual(left, right)),
            Operator.NotEqual => StarlarkBool.Of(!Equality.AreEqual(left, right)),
            Operator.Less => StarlarkBool.Of(Comparison.Compare(left, right, sign) < 0),
            Operator.Greater => StarlarkBool.Of(Comparison.Compare(left, right, sign) > 0),
            Operator.LessOrEqual => StarlarkBool.Of(Comparison.Compare(left, right, sign) <= 0),
            Operator.GreaterOrEqual => StarlarkBool.Of(Comparison.Compare(left, right, sign) >= 0),
            Operator.In => StarlarkBool.Of(Membership.Contains(thread, right, left)),
            Operator.NotIn => StarlarkBool.Of(!Membership.Contains(thread, right, left)),
            _ => Compute(thread, sign, left, right) ?? throw Unknown(sign, left, right),
        };
    }

    public static StarlarkException Unknown(Operator sign, StarlarkValue left, StarlarkValue right)
        => Faults.Type($"unknown binary op: {left.TypeName} {sign.Sign()} {right.TypeName} (unsupported binary operation)");

    private static StarlarkValue? Compute(StarlarkThread thread, Operator sign, StarlarkValue left, StarlarkValue right)
    {
        if (left is StarlarkInt leftInt && right is StarlarkInt rightInt)
        {
            return Ints(thread, sign, leftInt, rightInt);
        }

        if (left is StarlarkInt or StarlarkFloat && right is StarlarkInt or StarlarkFloat)
        {
            return Arithmetic.Floats(thread, sign, left, right);
        }

        return sign switch
        {
            Operator.Add => Concatenation.Join(thread, left, right),
            Operator.Multiply => Concatenation.Repeat(thread, left, right),
            Operator.Modulo when left is StarlarkString format => Interpolation.Format(thread, format.Value, right),
            Operator.Or when left is StarlarkMapping a && right is StarlarkMapping b => Concatenation.Union(thread, a, b),
            Operator.Or or Operator.And or Operator.Subtract or Operator.Xor when left is StarlarkSet a && right is StarlarkSet b => SetOperators.Apply(thread, sign, a, b),
            _ => null,
        };
    }

    private static StarlarkValue? Ints(StarlarkThread thread, Operator sign, StarlarkInt left, StarlarkInt right) => sign switch
    {
        Operator.Add => Arithmetic.Add(thread, left, right),
        Operator.Subtract => Arithmetic.Subtract(thread, left, right),
        Operator.Multiply => Arithmetic.Multiply(thread, left, right),
        Operator.FloorDivide => Arithmetic.FloorDivide(thread, left, right),
        Operator.Modulo => Arithmetic.Modulo(thread, left, right),
        Operator.And => Arithmetic.Checked(thread, left.Value & right.Value),
        Operator.Or => Arithmetic.Checked(thread, left.Value | right.Value),
        Operator.Xor => Arithmetic.Checked(thread, left.Value ^ right.Value),
        Operator.ShiftLeft => Arithmetic.ShiftLeft(thread, left, right),
        Operator.ShiftRight => Arithmetic.ShiftRight(thread, left, right),
        _ => Arithmetic.Floats(thread, sign, left, right),
    };
}
