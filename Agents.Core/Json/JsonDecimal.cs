using System.Globalization;
using System.Numerics;

namespace Agents.Core.Json;

/// <summary>
/// An exact decimal, mantissa × 10^exponent, normalised so that equal numbers have equal parts.
/// Exponents are never expanded beyond <see cref="MaxDigits"/>: <c>1e999999999</c> costs nothing.
/// </summary>
public readonly record struct JsonDecimal : IComparable<JsonDecimal>
{
    /// <summary>Digits that an operation may expand to; beyond it numbers are compared by magnitude only.</summary>
    public const int MaxDigits = 4_096;

    /// <summary>Makes the decimal and removes the mantissa's trailing zeros.</summary>
    public JsonDecimal(BigInteger mantissa, long exponent)
    {
        if (mantissa.IsZero)
        {
            Mantissa = mantissa;
            Exponent = 0;
            return;
        }

        // Powers of ten in halving steps: a million zeros cost twenty divisions, not a million.
        for (var step = LargestStep(mantissa); step > 0; step /= 2)
        {
            var quotient = BigInteger.DivRem(mantissa, BigInteger.Pow(10, step), out var remainder);
            while (remainder.IsZero)
            {
                mantissa = quotient;
                exponent += step;
                quotient = BigInteger.DivRem(mantissa, BigInteger.Pow(10, step), out remainder);
            }
        }

        Mantissa = mantissa;
        Exponent = exponent;
    }

    /// <summary>The digits, signed, without trailing zeros.</summary>
    public BigInteger Mantissa { get; }

    /// <summary>The power of ten.</summary>
    public long Exponent { get; }

    /// <summary>Whether the value has no fractional part.</summary>
    public bool IsInteger => Exponent >= 0;

    /// <summary>Reads a number as JSON writes it.</summary>
    public static JsonDecimal Parse(string text)
    {
        var span = text.AsSpan();
        long exponent = 0;
        var e = span.IndexOfAny('e', 'E');
        if (e >= 0)
        {
            exponent = ParseExponent(span[(e + 1)..]);
            span = span[..e];
        }

        var point = span.IndexOf('.');
        if (point < 0)
        {
            return new JsonDecimal(ParseDigits(span), exponent);
        }

        var digits = string.Concat(span[..point], span[(point + 1)..]);
        return new JsonDecimal(ParseDigits(digits), exponent - (span.Length - point - 1));
    }

    /// <summary>The value as an integer, where it is one of at most <see cref="MaxDigits"/> digits.</summary>
    public bool TryGetInteger(out BigInteger value)
    {
        value = BigInteger.Zero;
        if (!IsInteger || Exponent > MaxDigits)
        {
            return false;
        }

        value = Mantissa * BigInteger.Pow(10, (int)Exponent);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(JsonDecimal other)
    {
        var sign = Mantissa.Sign;
        if (sign != other.Mantissa.Sign || sign == 0)
        {
            return sign.CompareTo(other.Mantissa.Sign);
        }

        var magnitude = Magnitude().CompareTo(other.Magnitude());
        if (magnitude != 0)
        {
            return magnitude * sign;
        }

        // Same number of digits before the point: the exponents differ by at most the longer mantissa.
        var shift = Exponent - other.Exponent;
        return shift >= 0
            ? (Mantissa * BigInteger.Pow(10, (int)shift)).CompareTo(other.Mantissa)
            : Mantissa.CompareTo(other.Mantissa * BigInteger.Pow(10, (int)-shift));
    }

    /// <summary>Whether the value is a whole multiple of <paramref name="divisor"/>, exactly; a divisor of zero is never one.</summary>
    public bool IsMultipleOf(JsonDecimal divisor)
    {
        if (divisor.Mantissa.IsZero || Mantissa.IsZero)
        {
            return Mantissa.IsZero && !divisor.Mantissa.IsZero;
        }

        // A mantissa has no trailing zeros, so it is no multiple of anything times ten.
        var shift = Exponent - divisor.Exponent;
        return shift >= 0 && (Mantissa * BigInteger.ModPow(10, shift, BigInteger.Abs(divisor.Mantissa)) % divisor.Mantissa).IsZero;
    }

    /// <summary>Whether the left one is smaller.</summary>
    public static bool operator <(JsonDecimal left, JsonDecimal right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left one is larger.</summary>
    public static bool operator >(JsonDecimal left, JsonDecimal right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left one is smaller or equal.</summary>
    public static bool operator <=(JsonDecimal left, JsonDecimal right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left one is larger or equal.</summary>
    public static bool operator >=(JsonDecimal left, JsonDecimal right) => left.CompareTo(right) >= 0;

    // The power of ten of the first digit. The logarithm is rounded: near a power of ten the digits decide.
    private long Magnitude()
    {
        var digits = BigInteger.Abs(Mantissa);
        var estimate = (int)Math.Floor(BigInteger.Log10(digits));
        if (BigInteger.Pow(10, estimate) > digits)
        {
            estimate--;
        }
        else if (BigInteger.Pow(10, estimate + 1) <= digits)
        {
            estimate++;
        }

        return Exponent + estimate;
    }

    // Half of the decimal digits, as a power of two: the first step that can divide anything.
    private static int LargestStep(BigInteger mantissa)
        => mantissa.IsEven ? (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, mantissa.GetBitLength() / 6)) : 0;

    private static BigInteger ParseDigits(ReadOnlySpan<char> digits) => BigInteger.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static long ParseExponent(ReadOnlySpan<char> digits)
        => long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent) && exponent is > -int.MaxValue and < int.MaxValue
            ? exponent
            : digits[0] == '-' ? -int.MaxValue : int.MaxValue;
}
