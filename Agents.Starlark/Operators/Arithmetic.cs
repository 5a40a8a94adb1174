using System.Numerics;

namespace Agents.Starlark;

/// <summary>Numbers: results that would exceed the integer limit are refused before they are computed.</summary>
internal static class Arithmetic
{
    public static StarlarkInt Negate(StarlarkThread thread, StarlarkInt value)
        => value.IsSmall && value.Small != long.MinValue ? StarlarkInt.Of(-value.Small) : Checked(thread, -value.Value);

    public static StarlarkInt Checked(StarlarkThread thread, BigInteger value)
    {
        CheckBits(thread, value.GetBitLength());
        thread.Reserve(Footprint.Number);
        return StarlarkInt.Of(value);
    }

    public static void CheckBits(StarlarkThread thread, long bits)
    {
        if (bits > thread.Limits.MaxIntegerBits)
        {
            throw Faults.Limit($"integer too large: the limit is {thread.Limits.MaxIntegerBits} bits (MaxIntegerBits)");
        }

        thread.Work(bits >> 6);
    }

    public static StarlarkInt Add(StarlarkThread thread, StarlarkInt left, StarlarkInt right)
    {
        if (left.IsSmall && right.IsSmall)
        {
            var sum = unchecked(left.Small + right.Small);
            if (((left.Small ^ sum) & (right.Small ^ sum)) >= 0)
            {
                return StarlarkInt.Of(sum);
            }
        }

        return Checked(thread, left.Value + right.Value);
    }

    public static StarlarkInt Subtract(StarlarkThread thread, StarlarkInt left, StarlarkInt right)
    {
        if (left.IsSmall && right.IsSmall)
        {
            var difference = unchecked(left.Small - right.Small);
            if (((left.Small ^ right.Small) & (left.Small ^ difference)) >= 0)
            {
                return StarlarkInt.Of(difference);
            }
        }

        return Checked(thread, left.Value - right.Value);
    }

    public static StarlarkInt Multiply(StarlarkThread thread, StarlarkInt left, StarlarkInt right)
    {
        if (left.IsSmall && right.IsSmall && Math.BigMul(left.Small, right.Small, out var low) is var high && high == low >> 63)
        {
            return StarlarkInt.Of(low);
        }

        CheckBits(thread, left.Value.GetBitLength() + right.Value.GetBitLength() - 2);
        return Checked(thread, left.Value * right.Value);
    }

    public static StarlarkInt FloorDivide(StarlarkThread thread, StarlarkInt left, StarlarkInt right)
    {
        if (right.Sign == 0)
        {
            throw Faults.Value("floored division by zero");
        }

        if (left.IsSmall && right.IsSmall && right.Small != -1)
        {
            var (quotient, remainder) = Math.DivRem(left.Small, right.Small);
            return StarlarkInt.Of(remainder != 0 && (remainder < 0) != (right.Small < 0) ? quotient - 1 : quotient);
        }

        CheckBits(thread, left.Value.GetBitLength());
        var whole = BigInteger.DivRem(left.Value, right.Value, out var rest);
        return Checked(thread, !rest.IsZero && (rest.Sign < 0) != (right.Sign < 0) ? whole - 1 : whole);
    }

    public static StarlarkInt Modulo(StarlarkThread thread, StarlarkInt left, StarlarkInt right)
    {
        if (right.Sign == 0)
        {
            throw Faults.Value("integer modulo by zero");
        }

        if (left.IsSmall && right.IsSmall)
        {
            var remainder = right.Small == -1 ? 0 : left.Small % right.Small;
            return StarlarkInt.Of(remainder != 0 && (remainder < 0) != (right.Small < 0) ? remainder + right.Small : remainder);
        }

        CheckBits(thread, left.Value.GetBitLength());
        var rest = BigInteger.Remainder(left.Value, right.Value);
        return Checked(thread, !rest.IsZero && (rest.Sign < 0) != (right.Sign < 0) ? rest + right.Value : rest);
    }

    public static StarlarkInt ShiftLeft(StarlarkThread thread, StarlarkInt left, StarlarkInt right)
    {
        if (right.Sign < 0)
        {
            throw Faults.Value($"negative shift count: {right.Text()}");
        }

        if (left.Sign == 0)
        {
            return left;
        }

        var count = right.Clamped();
        CheckBits(thread, count > int.MaxValue ? int.MaxValue : left.Value.GetBitLength() + count);
        return Checked(thread, left.Value << (int)count);
    }

    public static StarlarkInt ShiftRight(StarlarkThread thread, StarlarkInt left, StarlarkInt right)
    {
        if (right.Sign < 0)
        {
            throw Faults.Value($"negative shift count: {right.Text()}");
        }

        var count = Math.Min(right.Clamped(), int.MaxValue);
        return Checked(thread, left.Value >> (int)count);
    }

    /// <summary>Float operators, ints converted first; null for an operator that floats don't have.</summary>
    public static StarlarkValue? Floats(StarlarkThread thread, Operator sign, StarlarkValue left, StarlarkValue right)
    {
        var a = ToDouble(left);
        var b = ToDouble(right);
        double? result = sign switch
        {
            Operator.Add => a + b,
            Operator.Subtract => a - b,
            Operator.Multiply => a * b,
            Operator.Divide => b == 0 ? throw Faults.Value("floating-point division by zero") : a / b,
            Operator.FloorDivide => b == 0 ? throw Faults.Value("floored division by zero") : Math.Floor(a / b),
            Operator.Modulo => b == 0 ? throw Faults.Value("floating-point modulo by zero") : FloorRemainder(a, b),
            _ => null,
        };
        if (result is null)
        {
            return null;
        }

        thread.Reserve(Footprint.Number);
        return new StarlarkFloat(result.Value);
    }

    private static double FloorRemainder(double left, double right)
    {
        var remainder = left % right;
        return remainder != 0 && (remainder < 0) != (right < 0) ? remainder + right : remainder;
    }

    private static double ToDouble(StarlarkValue value) => value is StarlarkInt number ? number.ToDouble() : ((StarlarkFloat)value).Value;
}
