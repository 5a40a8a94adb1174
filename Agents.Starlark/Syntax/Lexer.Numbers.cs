using System.Globalization;
using System.Numerics;

namespace Agents.Starlark;

/// <summary>Integer and floating-point literals.</summary>
internal sealed partial class Lexer
{
    private const int MaxDigits = 5000;

    private void ReadNumber()
    {
        if (Peek() == '0' && RadixOf(Peek(1)) is var radix and > 0 && DigitValue(Peek(2)) < radix)
        {
            ReadRadixNumber(radix);
            return;
        }

        var (start, position) = (_at, Here);
        SkipDigits();
        var isFloat = false;
        if (Peek() == '.')
        {
            isFloat = true;
            _at++;
            SkipDigits();
        }

        if (Peek() is 'e' or 'E' && (char.IsAsciiDigit(Peek(1)) || (Peek(1) is '+' or '-' && char.IsAsciiDigit(Peek(2)))))
        {
            isFloat = true;
            _at += 2;
            SkipDigits();
        }

        var text = _source[start.._at];
        if (isFloat)
        {
            AddFloat(position, text);
        }
        else
        {
            AddInt(position, text);
        }
    }

    private static int RadixOf(char c) => c switch
    {
        'x' or 'X' => 16,
        'o' or 'O' => 8,
        'b' or 'B' => 2,
        _ => 0,
    };

    private static int DigitValue(char c) => char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : int.MaxValue;

    private void SkipDigits()
    {
        while (char.IsAsciiDigit(Peek()))
        {
            _at++;
        }
    }

    private void ReadRadixNumber(int radix)
    {
        var position = Here;
        var value = BigInteger.Zero;
        var digits = 0;
        for (_at += 2; DigitValue(Peek()) is var digit && digit < radix; _at++)
        {
            value = ++digits > MaxDigits ? value : (value * radix) + digit;
        }

        if (digits > MaxDigits)
        {
            _diagnostics.Add(position, $"integer literal has more than {MaxDigits} digits");
        }
        else if (char.IsAsciiDigit(Peek()))
        {
            _diagnostics.Add(Here, $"invalid digit '{Peek()}' in a literal of base {radix}");
        }

        Add(TokenKind.Int, position, "", StarlarkInt.Of(value));
    }

    private void AddFloat(SourcePosition position, string text)
    {
        var value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (double.IsInfinity(value))
        {
            _diagnostics.Add(position, "floating-point literal too large");
        }

        Add(TokenKind.Float, position, "", new StarlarkFloat(value));
    }

    private void AddInt(SourcePosition position, string text)
    {
        if (text.Length > MaxDigits)
        {
            _diagnostics.Add(position, $"integer literal has more than {MaxDigits} digits");
            text = "0";
        }
        else if (text.Length > 1 && text[0] == '0' && text.AsSpan().ContainsAnyExcept('0'))
        {
            _diagnostics.Add(position, $"obsolete form of octal literal: use 0o{text.TrimStart('0')}");
        }

        Add(TokenKind.Int, position, "", text.Length <= 18
            ? StarlarkInt.Of(long.Parse(text, CultureInfo.InvariantCulture))
            : StarlarkInt.Of(BigInteger.Parse(text, CultureInfo.InvariantCulture)));
    }
}
