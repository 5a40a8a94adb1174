using System.Globalization;
using System.Numerics;

namespace Agents.Starlark;

/// <summary>An integer of any size; one that fits 64 bits is never kept as a big one. Open for hosts that add fields.</summary>
public class StarlarkInt : StarlarkValue
{
    private const int FirstCached = -128;
    private const int LastCached = 1023;
    private static readonly StarlarkInt[] Cached = [.. Enumerable.Range(FirstCached, LastCached - FirstCached + 1).Select(value => new StarlarkInt(value))];

    private readonly long _small;
    private readonly BigInteger? _big;

    protected StarlarkInt(long value) => _small = value;

    private StarlarkInt(BigInteger value) => _big = value;

    public sealed override string TypeName => "int";

    public sealed override bool IsTrue => _big is not null || _small != 0;

    /// <summary>The value, whatever its size.</summary>
    public BigInteger Value => _big ?? _small;

    internal bool IsSmall => _big is null;

    /// <summary>The value where <see cref="IsSmall"/>.</summary>
    internal long Small => _small;

    internal int Sign => _big?.Sign ?? Math.Sign(_small);

    public static StarlarkInt Of(long value) => value is >= FirstCached and <= LastCached ? Cached[value - FirstCached] : new StarlarkInt(value);

    public static StarlarkInt Of(BigInteger value)
        => value >= long.MinValue && value <= long.MaxValue ? Of((long)value) : new StarlarkInt(value);

    public bool TryGetInt64(out long value)
    {
        value = _small;
        return _big is null;
    }

    /// <summary>The nearest float; an error beyond the largest.</summary>
    internal double ToDouble()
    {
        var value = _big is { } big ? (double)ExactDouble.Round(big) : _small;
        return double.IsInfinity(value) ? throw Faults.Value("int too large to convert to float") : value;
    }

    /// <summary>For lengths and counts: values beyond 64 bits become the nearest one.</summary>
    internal long Clamped() => _big is { } big ? (big.Sign < 0 ? long.MinValue : long.MaxValue) : _small;

    internal string Text() => _big?.ToString(CultureInfo.InvariantCulture) ?? _small.ToString(CultureInfo.InvariantCulture);

    internal sealed override int KeyHash(int depth) => _big is { } big ? HashCode.Combine(big) : HashCode.Combine(_small);

    internal sealed override bool IsEqualTo(StarlarkValue other, int depth) => Comparison.NumbersEqual(this, other);

    internal sealed override void AppendTo(Representation text) => text.Append(Text());
}
