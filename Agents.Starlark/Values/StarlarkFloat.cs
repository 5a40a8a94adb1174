using System.Numerics;

namespace Agents.Starlark;

/// <summary>An IEEE 754 double. Open for hosts that add fields.</summary>
public class StarlarkFloat(double value) : StarlarkValue
{
    public double Value { get; } = value;

    public sealed override string TypeName => "float";

    public sealed override bool IsTrue => Value != 0;

    internal sealed override int KeyHash(int depth)
    {
        if (!double.IsFinite(Value) || Math.Floor(Value) != Value)
        {
            return HashCode.Combine(double.IsNaN(Value) ? double.NaN : Value);
        }

        return StarlarkInt.Of(new BigInteger(Value)).KeyHash(depth);
    }

    internal sealed override bool IsEqualTo(StarlarkValue other, int depth) => Comparison.NumbersEqual(this, other);

    internal sealed override void AppendTo(Representation text) => text.Append(FloatText.Compact(Value));
}
