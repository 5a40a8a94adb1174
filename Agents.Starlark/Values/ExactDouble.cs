using System.Numerics;

namespace Agents.Starlark;

/// <summary>Conversion of big integers to the nearest float, ties to even; the framework's own cuts off.</summary>
internal static class ExactDouble
{
    public static double Round(BigInteger value)
    {
        var magnitude = BigInteger.Abs(value);
        var excess = (int)Math.Min(magnitude.GetBitLength() - 64, int.MaxValue);
        if (excess <= 0)
        {
            var small = (double)(ulong)magnitude;
            return value.Sign < 0 ? -small : small;
        }

        // The lowest of the 64 bits stands for all that are cut off, so that rounding sees them.
        var top = (ulong)(magnitude >> excess);
        var sticky = (magnitude & ((BigInteger.One << excess) - 1)).IsZero ? 0UL : 1UL;
        var result = Math.ScaleB((double)(top | sticky), excess);
        return value.Sign < 0 ? -result : result;
    }
}
