using System.Numerics;

namespace Agents.Starlark;

/// <summary>Integers from text in any base.</summary>
internal static class IntText
{
    public static StarlarkInt Parse(BoundArguments a, string text, long numberBase)
    {
        if (numberBase is not 0 and (< 2 or > 36))
        {
            throw a.Fault("base must be an integer >= 2 && <= 36: not a valid base");
        }

        var digits = text.AsSpan();
        var isNegative = digits.StartsWith("-");
        digits = isNegative || digits.StartsWith("+") ? digits[1..] : digits;
        var prefixed = PrefixBase(digits);
        var actual = (int)numberBase;
        if (prefixed != 0 && (numberBase == 0 || numberBase == prefixed))
        {
            actual = prefixed;
            digits = digits[2..];
        }
        else if (numberBase == 0)
        {
            actual = digits.Length > 1 && digits[0] == '0' && digits.ContainsAnyExcept('0') ? throw Invalid(text, 0) : 10;
        }

        if (digits.IsEmpty)
        {
            throw Invalid(text, numberBase);
        }

        return Value(a, digits, actual, isNegative) ?? throw Invalid(text, numberBase);
    }

    private static int PrefixBase(ReadOnlySpan<char> digits)
    {
        if (digits.Length < 2 || digits[0] != '0')
        {
            return 0;
        }

        return char.ToLowerInvariant(digits[1]) switch { 'x' => 16, 'o' => 8, 'b' => 2, _ => 0 };
    }

    private static StarlarkInt? Value(BoundArguments a, ReadOnlySpan<char> digits, int numberBase, bool isNegative)
    {
        var bits = (long)Math.Ceiling(digits.TrimStart('0').Length * Math.Log2(numberBase));
        Arithmetic.CheckBits(a.Thread, bits - (long)Math.Ceiling(Math.Log2(numberBase)));
        a.Thread.Work(digits.Length);
        var value = BigInteger.Zero;
        foreach (var c in digits)
        {
            var digit = char.IsAsciiDigit(c) ? c - '0' : char.IsAsciiLetter(c) ? char.ToLowerInvariant(c) - 'a' + 10 : int.MaxValue;
            if (digit >= numberBase)
            {
                return null;
            }

            value = (value * numberBase) + digit;
        }

        return Arithmetic.Checked(a.Thread, isNegative ? -value : value);
    }

    private static StarlarkException Invalid(string text, long numberBase)
        => Faults.Value($"Error in int: invalid literal with base {numberBase}: {text}");
}
