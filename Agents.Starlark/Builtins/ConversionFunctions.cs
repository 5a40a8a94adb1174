using System.Globalization;
using System.Numerics;
using System.Text;

namespace Agents.Starlark;

/// <summary>Functions that make values of basic types from others.</summary>
internal static class ConversionFunctions
{
    public static IEnumerable<StarlarkBuiltin> All { get; } =
    [
        new("abs", Signature.Of("x, /"), Abs),
        new("bool", Signature.Of("x=, /"), a => StarlarkBool.Of(a.Optional(0)?.IsTrue ?? false)),
        new("bytes", Signature.Of("x, /"), Bytes),
        new("float", Signature.Of("x=, /"), Float),
        new("int", Signature.Of("x, base="), Int),
        new("repr", Signature.Of("x, /"), a => Representation.Value(a.Thread, a[0])),
        new("str", Signature.Of("x, /"), a => Representation.Text(a.Thread, a[0])),
    ];

    private static StarlarkValue Abs(BoundArguments a) => a[0] switch
    {
        StarlarkInt number => number.Sign < 0 ? Arithmetic.Negate(a.Thread, number) : number,
        StarlarkFloat number => new StarlarkFloat(Math.Abs(number.Value)),
        _ => throw a.Wrong(0, "int or float"),
    };

    private static StarlarkBytes Bytes(BoundArguments a)
    {
        switch (a[0])
        {
            case StarlarkBytes bytes:
                return bytes;
            case StarlarkString text:
                a.Thread.Reserve(Footprint.Bytes(3L * text.Value.Length));
                return new StarlarkBytes(Encoding.UTF8.GetBytes(text.Value));
            case var value when value.Iterate() is { } items:
                var collected = a.Thread.Collect(items, value.Length);
                a.Thread.Reserve(Footprint.Bytes(collected.Count));
                return new StarlarkBytes([.. collected.Select((item, index) => Byte(a, item, index))]);
            default:
                throw a.Wrong(0, "string, bytes, or iterable of ints");
        }
    }

    private static byte Byte(BoundArguments a, StarlarkValue item, int index)
    {
        var value = item is StarlarkInt number ? number.Clamped() : throw Faults.Type($"bytes: at index {index}, got {item.TypeName}, want int");
        return value is >= 0 and <= 255 ? (byte)value : throw a.Fault($"at index {index}, {value} out of range (want value in unsigned 8-bit range)");
    }

    private static StarlarkFloat Float(BoundArguments a) => a.Optional(0) switch
    {
        null => new StarlarkFloat(0),
        StarlarkBool flag => new StarlarkFloat(flag.Value ? 1 : 0),
        StarlarkInt number => new StarlarkFloat(number.ToDouble()),
        StarlarkFloat number => number,
        StarlarkString text => new StarlarkFloat(ParseFloat(a, text.Value)),
        _ => throw a.Wrong(0, "number or string"),
    };

    private static double ParseFloat(BoundArguments a, string text)
    {
        var unsigned = text.Length > 0 && text[0] is '+' or '-' ? text[1..] : text;
        var sign = text.Length > 0 && text[0] == '-' ? -1.0 : 1.0;
        if (unsigned.Equals("inf", StringComparison.OrdinalIgnoreCase) || unsigned.Equals("infinity", StringComparison.OrdinalIgnoreCase))
        {
            return sign * double.PositiveInfinity;
        }

        if (unsigned.Equals("nan", StringComparison.OrdinalIgnoreCase))
        {
            return double.NaN;
        }

        const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (unsigned.Length == 0 || !(char.IsAsciiDigit(unsigned[0]) || unsigned[0] == '.')
            || !double.TryParse(unsigned, Style, CultureInfo.InvariantCulture, out var value))
        {
            throw a.Fault($"invalid float literal: {text}");
        }

        return double.IsInfinity(value) ? throw a.Fault("floating-point number too large") : sign * value;
    }

    private static StarlarkInt Int(BoundArguments a)
    {
        if (a[0] is StarlarkString text)
        {
            return IntText.Parse(a, text.Value, a.Optional(1) is null ? 10 : a.Int(1));
        }

        if (a.Optional(1) is not null)
        {
            throw Faults.Type("Error in int: can't convert non-string with explicit base");
        }

        return a[0] switch
        {
            StarlarkBool flag => StarlarkInt.Of(flag.Value ? 1 : 0),
            StarlarkInt number => number,
            StarlarkFloat number => FromFloat(number.Value),
            _ => throw Faults.Type($"int: got {a[0].TypeName}, want string, bool, or number"),
        };
    }

    /// <summary>Cuts off the fraction.</summary>
    public static StarlarkInt FromFloat(double value) => double.IsFinite(value)
        ? StarlarkInt.Of(new BigInteger(value))
        : throw Faults.Value($"cannot convert float {(double.IsNaN(value) ? "NaN" : "infinity")} to integer");
}
