using System.Globalization;

namespace Agents.Starlark;

/// <summary>Floats as text.</summary>
internal static class FloatText
{
    /// <summary>The shortest text that reads back as the same float; with a point or an exponent, so that it can't be taken for an int.</summary>
    public static string Compact(double value)
    {
        if (!double.IsFinite(value))
        {
            return Special(value);
        }

        var (digits, exponent) = ShortestDigits(value);
        var sign = double.IsNegative(value) ? "-" : "";
        return sign + (exponent < -4 || exponent >= ScientificFrom(digits) ? Scientific(digits, exponent) : Positional(digits, exponent));
    }

    public static string Special(double value) => double.IsNaN(value) ? "nan" : value > 0 ? "+inf" : "-inf";

    /// <summary><c>%f</c>: exact, also beyond 15 digits.</summary>
    public static string Fixed(double value, int precision) => double.IsFinite(value) ? value.ToString($"F{precision}", CultureInfo.InvariantCulture) : Special(value);

    /// <summary><c>%e</c>.</summary>
    public static string Exponential(double value, int precision)
    {
        if (!double.IsFinite(value))
        {
            return Special(value);
        }

        var text = value.ToString($"e{precision}", CultureInfo.InvariantCulture);
        var e = text.IndexOf('e');
        return text[..e] + Exponent(int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
    }

    /// <summary>C's <c>%.{precision}g</c>, without trailing zeros.</summary>
    public static string General(double value, int precision)
    {
        if (!double.IsFinite(value))
        {
            return Special(value);
        }

        precision = Math.Max(1, precision);
        var scientific = value.ToString($"e{precision - 1}", CultureInfo.InvariantCulture);
        var exponent = int.Parse(scientific.AsSpan(scientific.IndexOf('e') + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var text = exponent < -4 || exponent >= precision ? Exponential(value, precision - 1) : Fixed(value, precision - 1 - exponent);
        return TrimZeros(text);
    }

    private static string TrimZeros(string text)
    {
        var e = text.IndexOf('e');
        var (mantissa, rest) = e < 0 ? (text, "") : (text[..e], text[e..]);
        return (mantissa.Contains('.') ? mantissa.TrimEnd('0').TrimEnd('.') : mantissa) + rest;
    }

    /// <summary>The exponent from which one is written: six as C's %g has it, more where more digits count anyway.</summary>
    private static int ScientificFrom(string digits) => digits.Length > 6 ? Math.Min(digits.Length, 21) : 6;

    /// <summary>Digits without point and the exponent of the first one.</summary>
    private static (string Digits, int Exponent) ShortestDigits(double value)
    {
        if (value == 0)
        {
            return ("0", 0);
        }

        var shortest = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        var e = shortest.IndexOf('E');
        var mantissa = e < 0 ? shortest : shortest[..e];
        var digits = mantissa.Replace(".", "").TrimStart('0').TrimEnd('0');
        var point = mantissa.Contains('.') ? mantissa.IndexOf('.') : mantissa.Length;
        var leadingZeros = mantissa.Replace(".", "").TakeWhile(digit => digit == '0').Count();
        var scale = e < 0 ? 0 : int.Parse(shortest.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return (digits, point - 1 - leadingZeros + scale);
    }

    private static string Scientific(string digits, int exponent)
        => (digits.Length == 1 ? digits : $"{digits[0]}.{digits[1..]}") + Exponent(exponent);

    private static string Exponent(int exponent) => $"e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";

    private static string Positional(string digits, int exponent)
    {
        if (exponent < 0)
        {
            return $"0.{new string('0', -exponent - 1)}{digits}";
        }

        return digits.Length <= exponent + 1
            ? $"{digits.PadRight(exponent + 1, '0')}.0"
            : $"{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";
    }
}
