using System.Numerics;

namespace Agents.Starlark;

/// <summary>Order: <c>&lt; &lt;= &gt; &gt;=</c>, sorting, min and max. Only values of one type have one, and ints with floats.</summary>
internal static class Comparison
{
    /// <summary>Below, equal to or above zero, as left is to right.</summary>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    /// <param name="sign">The operator, for the error.</param>
    /// <param name="depth">How many sequences are around the operands.</param>
    public static int Compare(StarlarkValue left, StarlarkValue right, Operator sign, int depth = 0) => (left, right) switch
    {
        (StarlarkInt { IsSmall: true } a, StarlarkInt { IsSmall: true } b) => a.Small.CompareTo(b.Small),
        (StarlarkFloat a, StarlarkFloat b) => CompareFloats(a.Value, b.Value),
        (StarlarkInt or StarlarkFloat, StarlarkInt or StarlarkFloat) => CompareNumbers(left, right),
        (StarlarkString a, StarlarkString b) => string.CompareOrdinal(a.Value, b.Value),
        (StarlarkBool a, StarlarkBool b) => a.Value.CompareTo(b.Value),
        (StarlarkBytes a, StarlarkBytes b) => a.Span.SequenceCompareTo(b.Span),
        (StarlarkSequence a, StarlarkSequence b) when a.IsTuple == b.IsTuple => CompareSequences(a, b, sign, depth),
        _ => throw Faults.Type($"unsupported comparison: {left.TypeName} {sign.Sign()} {right.TypeName} not implemented"),
    };

    public static bool NumbersEqual(StarlarkValue left, StarlarkValue right)
        => right is StarlarkInt or StarlarkFloat && CompareNumbers(left, right) == 0;

    private static int CompareNumbers(StarlarkValue left, StarlarkValue right) => (left, right) switch
    {
        (StarlarkInt a, StarlarkInt b) => a.Value.CompareTo(b.Value),
        (StarlarkInt a, StarlarkFloat b) => -CompareToInt(b.Value, a),
        (StarlarkFloat a, StarlarkInt b) => CompareToInt(a.Value, b),
        _ => CompareFloats(((StarlarkFloat)left).Value, ((StarlarkFloat)right).Value),
    };

    /// <summary>NaN equals itself and is greater than all others.</summary>
    private static int CompareFloats(double left, double right)
        => left < right ? -1 : left > right ? 1 : left == right ? 0 : double.IsNaN(left).CompareTo(double.IsNaN(right));

    /// <summary>Exact, also where the float has a fraction or the int has more than 53 bits.</summary>
    private static int CompareToInt(double left, StarlarkInt right)
    {
        if (!double.IsFinite(left))
        {
            return double.IsNegativeInfinity(left) ? -1 : 1;
        }

        const long Exact = 1L << 53;
        if (right.IsSmall && right.Small is > -Exact and < Exact)
        {
            return left.CompareTo(right.Small);
        }

        var floor = Math.Floor(left);
        var whole = new BigInteger(floor).CompareTo(right.Value);
        return whole != 0 ? whole : left > floor ? 1 : 0;
    }

    private static int CompareSequences(StarlarkSequence left, StarlarkSequence right, Operator sign, int depth)
    {
        Equality.CheckDepth(depth);
        var count = Math.Min(left.Count, right.Count);
        StarlarkThread.CountWork(count);
        for (var i = 0; i < count; i++)
        {
            if (!Equality.AreEqual(left[i], right[i], depth + 1))
            {
                return Compare(left[i], right[i], sign, depth + 1);
            }
        }

        return left.Count.CompareTo(right.Count);
    }
}
