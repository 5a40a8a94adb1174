using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Agents.Starlark;

/// <summary>
/// Python's format specifications for f-strings and <c>str.format</c>: <c>[[fill]align][sign][#][0][width][,|_][.precision][type]</c>.
/// </summary>
internal sealed partial record FormatSpecification
{
    private const int MaxPrecision = 1000;

    /// <summary>What a float's text has and an int's has not.</summary>
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdefABCDEF");

    private static readonly SearchValues<char> Marks = SearchValues.Create(".en");

    private char Fill { get; init; } = ' ';

    private char Align { get; init; }

    private char Sign { get; init; } = '-';

    private bool Prefix { get; init; }

    private int Width { get; init; }

    private string Grouping { get; init; } = "";

    private int Precision { get; init; } = -1;

    private char Type { get; init; }

    public static void Append(Representation text, StarlarkValue value, string specification)
    {
        if (specification.Length == 0)
        {
            text.AppendText(value);
            return;
        }

        Parse(specification).Append(text, value);
    }

    public static string Character(StarlarkValue operand) => operand switch
    {
        StarlarkString { Value: var one } when one.Length == 1 || (one.Length == 2 && char.IsSurrogatePair(one, 0)) => one,
        StarlarkString => throw Faults.Value("%c format requires a single-character string"),
        StarlarkInt number => Rune.TryCreate((int)Math.Clamp(number.Clamped(), -1, int.MaxValue), out var rune)
            ? rune.ToString()
            : throw Faults.Value($"%c format requires a valid Unicode code point, got {number.Text()}"),
        _ => throw Faults.Type($"%c format requires int or single-character string, not {operand.TypeName}"),
    };

    [GeneratedRegex("^(?:(?<fill>.)?(?<align>[<>=^]))?(?<sign>[-+ ])?(?<prefix>#)?(?<zero>0)?(?<width>[0-9]+)?(?<group>[,_])?(?:\\.(?<precision>[0-9]+))?(?<type>[a-zA-Z%])?$", RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Grammar();

    private static FormatSpecification Parse(string specification)
    {
        var match = Grammar().Match(specification);
        if (!match.Success)
        {
            throw Faults.Value($"invalid format specification '{specification}'");
        }

        char Letter(string name, char absent) => match.Groups[name].Success ? match.Groups[name].Value[0] : absent;
        var zero = match.Groups["zero"].Success;
        return new FormatSpecification
        {
            Fill = Letter("fill", zero && !match.Groups["align"].Success ? '0' : ' '),
            Align = Letter("align", zero ? '=' : '\0'),
            Sign = Letter("sign", '-'),
            Prefix = match.Groups["prefix"].Success,
            Width = Number(match.Groups["width"], 0),
            Grouping = match.Groups["group"].Value,
            Precision = Number(match.Groups["precision"], -1),
            Type = Letter("type", '\0'),
        };
    }

    private static int Number(Group group, int absent)
    {
        if (!group.Success)
        {
            return absent;
        }

        return int.TryParse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Faults.Value("too many digits in a format specification");
    }

    private void Append(Representation text, StarlarkValue value)
    {
        if (Precision > MaxPrecision && value is not StarlarkString)
        {
            throw Faults.Limit($"precision {Precision} in a format specification: the limit is {MaxPrecision}");
        }

        switch (value)
        {
            case StarlarkInt number when Type is '\0' or 'd' or 'n' or 'x' or 'X' or 'o' or 'b' or 'c':
                AppendInt(text, number);
                break;
            case StarlarkInt number when Type is 'e' or 'E' or 'f' or 'F' or 'g' or 'G' or '%':
                AppendFloat(text, number.ToDouble());
                break;
            case StarlarkFloat number when Type is '\0' or 'e' or 'E' or 'f' or 'F' or 'g' or 'G' or 'n' or '%':
                AppendFloat(text, number.Value);
                break;
            case StarlarkInt or StarlarkFloat:
                throw Unknown(value);
            default:
                AppendOther(text, value);
                break;
        }
    }

    private StarlarkException Unknown(StarlarkValue value) => Faults.Value($"unknown format code '{Type}' for a value of type {value.TypeName}");

    private void AppendOther(Representation text, StarlarkValue value)
    {
        if (Type is not ('\0' or 's') || Align == '=' || Grouping.Length > 0)
        {
            throw Type is '\0' or 's' ? Faults.Value($"'=', '0' and ',' in a format specification are for numbers, not {value.TypeName}") : Unknown(value);
        }

        var inner = value is StarlarkString same ? same.Value : Representation.Of(value);
        Pad(text, "", Precision >= 0 && Precision < inner.Length ? inner[..Precision] : inner, '<');
    }

    private void AppendInt(Representation text, StarlarkInt number)
    {
        if (Precision >= 0)
        {
            throw Faults.Value("precision not allowed in integer format specification");
        }

        if (Type == 'c')
        {
            Pad(text, "", Character(number), '<');
            return;
        }

        var digits = Type is '\0' or 'd' or 'n' ? number.Text() : Interpolation.Radix(number.Value, Type);
        var prefix = Prefix && Type is 'x' or 'X' or 'o' or 'b' ? $"0{Type}" : "";
        Pad(text, SignOf(digits[0] == '-') + prefix, Group(digits.TrimStart('-'), Type is 'x' or 'X' or 'o' or 'b' ? 4 : 3), '>');
    }

    private void AppendFloat(Representation text, double value)
    {
        var magnitude = Math.Abs(value);
        var precision = Precision < 0 ? 6 : Precision;
        var digits = char.ToLowerInvariant(Type) switch
        {
            'e' => FloatText.Exponential(magnitude, precision),
            'f' => FloatText.Fixed(magnitude, precision),
            '%' => FloatText.Fixed(magnitude * 100, precision) + "%",
            'g' or 'n' => FloatText.General(magnitude, precision),
            _ => Precision < 0 ? FloatText.Compact(magnitude) : WithPoint(FloatText.General(magnitude, precision)),
        };
        digits = double.IsFinite(magnitude) ? digits : digits.TrimStart('+');
        digits = Type is 'E' or 'G' or 'F' ? digits.ToUpperInvariant() : digits;
        Pad(text, SignOf(double.IsNegative(value)), Group(digits, 3), '>');
    }

    private static string WithPoint(string digits) => digits.AsSpan().IndexOfAny(Marks) >= 0 ? digits : $"{digits}.0";

    private string SignOf(bool isNegative) => isNegative ? "-" : Sign == '-' ? "" : Sign.ToString();

    private string Group(string digits, int size)
    {
        if (Grouping.Length == 0)
        {
            return digits;
        }

        var end = digits.AsSpan().IndexOfAnyExcept(Digits);
        var whole = new StringBuilder(end < 0 ? digits : digits[..end]);
        for (var at = whole.Length - size; at > 0; at -= size)
        {
            whole.Insert(at, Grouping);
        }

        return end < 0 ? whole.ToString() : whole + digits[end..];
    }

    private void Pad(Representation text, string sign, string body, char usualAlign)
    {
        var missing = Math.Max(0, Width - sign.Length - body.Length);
        var (before, inside, after) = (Align == '\0' ? usualAlign : Align) switch
        {
            '<' => (0, 0, missing),
            '^' => (missing / 2, 0, missing - (missing / 2)),
            '=' => (0, missing, 0),
            _ => (missing, 0, 0),
        };
        text.Append(Fill, before);
        text.Append(sign);
        text.Append(Fill, inside);
        text.Append(body);
        text.Append(Fill, after);
    }
}
