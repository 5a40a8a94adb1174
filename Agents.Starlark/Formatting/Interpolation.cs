using System.Numerics;

namespace Agents.Starlark;

/// <summary><c>format % args</c>.</summary>
internal static class Interpolation
{
    public static StarlarkString Format(StarlarkThread thread, string format, StarlarkValue args)
    {
        thread.TextWork(format.Length);
        var operands = Operands(format, args);
        var text = new Representation(thread);
        var used = 0;
        for (var at = 0; at < format.Length;)
        {
            var percent = format.IndexOf('%', at);
            if (percent < 0)
            {
                text.Append(format[at..]);
                break;
            }

            text.Append(format[at..percent]);
            at = percent + 2;
            var conversion = percent + 1 < format.Length ? format[percent + 1] : throw Faults.Value("incomplete format: a % stands at the end");
            if (conversion == '%')
            {
                text.Append("%");
                continue;
            }

            var operand = conversion == '('
                ? Named(format, args, ref at, out conversion, ref used)
                : used < operands.Count ? operands[used++] : throw Faults.Value("not enough arguments for format string");
            Append(text, conversion, operand);
        }

        return used < operands.Count && args is not StarlarkMapping
            ? throw Faults.Value($"too many arguments for format string: not all arguments converted{(args is StarlarkTuple ? "" : $" (the type '{args.TypeName}' is not iterable as a tuple)")}")
            : StarlarkString.Of(text.ToString());
    }

    /// <summary>A tuple gives one operand per conversion; so does a list, unless a single conversion takes it as a whole.</summary>
    private static IReadOnlyList<StarlarkValue> Operands(string format, StarlarkValue args) => args switch
    {
        StarlarkTuple tuple => tuple,
        StarlarkSequence list when ConversionCount(format) > 1 => list,
        _ => [args],
    };

    private static int ConversionCount(string format)
    {
        var count = 0;
        for (var at = format.IndexOf('%'); at >= 0 && at + 1 < format.Length; at = format.IndexOf('%', at + 2))
        {
            count += format[at + 1] == '%' ? 0 : 1;
            if (at + 2 >= format.Length)
            {
                break;
            }
        }

        return count;
    }

    private static StarlarkValue Named(string format, StarlarkValue args, ref int at, out char conversion, ref int used)
    {
        var close = format.IndexOf(')', at);
        if (close < 0 || close + 1 >= format.Length)
        {
            throw Faults.Value("incomplete format key");
        }

        var key = format[at..close];
        conversion = format[close + 1];
        at = close + 2;
        used = 1;
        var mapping = args as StarlarkMapping ?? throw Faults.Type("format requires a mapping");
        return mapping.TryGet(key, out var value) ? value : throw Faults.Lookup($"key {key} not in dict");
    }

    private static void Append(Representation text, char conversion, StarlarkValue operand)
    {
        switch (conversion)
        {
            case 's':
                text.AppendText(operand);
                break;
            case 'r':
                operand.AppendTo(text);
                break;
            case 'd' or 'i':
                text.Append(Integer(conversion, operand).Text());
                break;
            case 'o' or 'x' or 'X':
                text.Append(Radix(Integer(conversion, operand).Value, conversion));
                break;
            case 'e' or 'E' or 'f' or 'F' or 'g' or 'G':
                text.Append(Float(conversion, operand));
                break;
            case 'c':
                text.Append(FormatSpecification.Character(operand));
                break;
            default:
                throw Faults.Value($"unknown conversion %{conversion}");
        }
    }

    public static string Radix(BigInteger value, char conversion)
    {
        var magnitude = BigInteger.Abs(value);
        var digits = conversion switch
        {
            'o' => Digits(magnitude, 3),
            'b' => Digits(magnitude, 1),
            'x' => Digits(magnitude, 4),
            _ => Digits(magnitude, 4).ToUpperInvariant(),
        };
        return value.Sign < 0 ? $"-{digits}" : digits;
    }

    private static string Digits(BigInteger value, int bits)
    {
        if (value.IsZero)
        {
            return "0";
        }

        List<char> digits = [];
        for (var mask = (1 << bits) - 1; !value.IsZero; value >>= bits)
        {
            digits.Add("0123456789abcdef"[(int)(value & mask)]);
        }

        digits.Reverse();
        return new string([.. digits]);
    }

    private static StarlarkInt Integer(char conversion, StarlarkValue operand) => operand switch
    {
        StarlarkInt number => number,
        StarlarkFloat number => ConversionFunctions.FromFloat(number.Value),
        _ => throw Faults.Type($"%{conversion} format requires integer: got {operand.TypeName}, cannot convert {operand.TypeName} to int"),
    };

    private static string Float(char conversion, StarlarkValue operand)
    {
        var value = operand switch
        {
            StarlarkInt number => number.ToDouble(),
            StarlarkFloat number => number.Value,
            _ => throw Faults.Type($"%{conversion} format requires float, not {operand.TypeName}"),
        };
        var text = char.ToLowerInvariant(conversion) switch
        {
            'e' => FloatText.Exponential(value, 6),
            'f' => FloatText.Fixed(value, 6),
            _ => FloatText.Compact(value),
        };
        return conversion is 'E' or 'G' ? text.Replace('e', 'E') : text;
    }
}
