using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Agents.Core.Json;

/// <summary>
/// A JSON number, exact: small integers are a <see cref="long"/>, everything else keeps the text that was written,
/// so that <c>0.1</c> and integers of any length survive a round trip unchanged.
/// </summary>
public sealed class JsonNumber : JsonValue
{
    private readonly long _integer;
    private readonly string? _text;

    private JsonNumber(long integer) => _integer = integer;

    private JsonNumber(string text) => _text = text;

    /// <inheritdoc/>
    public override JsonKind Kind => JsonKind.Number;

    /// <inheritdoc/>
    public override string TypeName => IsInteger ? "integer" : "number";

    /// <summary>Whether the value has no fractional part (<c>1.0</c> and <c>1e3</c> have none).</summary>
    public bool IsInteger => _text is null || ToDecimal().IsInteger;

    /// <summary>The nearest double; infinite where the number is beyond its range.</summary>
    public double ToDouble() => _text is null ? _integer : double.Parse(_text, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The exact value as mantissa × 10^exponent.</summary>
    public JsonDecimal ToDecimal() => _text is null ? new JsonDecimal(_integer, 0) : JsonDecimal.Parse(_text);

    /// <summary>The value as a <see cref="long"/>, where it is an integer of that range.</summary>
    public bool TryGetInt64(out long value)
    {
        value = _integer;
        if (_text is null)
        {
            return true;
        }

        var exact = ToDecimal();
        if (!exact.TryGetInteger(out var integer) || integer < long.MinValue || integer > long.MaxValue)
        {
            return false;
        }

        value = (long)integer;
        return true;
    }

    /// <summary>The integer as a JSON number.</summary>
    public static JsonNumber From(long value) => new(value);

    /// <summary>The integer as a JSON number.</summary>
    public static JsonNumber From(BigInteger value)
        => value >= long.MinValue && value <= long.MaxValue ? new JsonNumber((long)value) : new JsonNumber(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>The double as a JSON number, always written with a point or an exponent.</summary>
    /// <exception cref="ArgumentException">Not finite: JSON has no NaN or infinity.</exception>
    public static JsonNumber From(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentException($"JSON has no number {value.ToString(CultureInfo.InvariantCulture)}.", nameof(value));
        }

        return new JsonNumber(FloatText(value));
    }

    /// <summary>Reads a number as JSON writes it. The text must be a valid JSON number.</summary>
    public static JsonNumber FromText(string text)
        => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer) && text != "-0"
            ? new JsonNumber(integer)
            : new JsonNumber(text);

    /// <summary>The number as JSON writes it.</summary>
    public string ToText() => _text ?? _integer.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether the number was written as a float (has a point or an exponent); Starlark tells the two apart.</summary>
    public bool IsFloat => _text is not null && _text.AsSpan().IndexOfAny('.', 'e', 'E') >= 0;

    /// <summary>Compares the exact values: negative where the left one is smaller, 0 where they are equal.</summary>
    public static int Compare(JsonNumber left, JsonNumber right)
        => left._text is null && right._text is null
            ? left._integer.CompareTo(right._integer)
            : left.ToDecimal().CompareTo(right.ToDecimal());

    /// <summary>Whether the value is a whole multiple of <paramref name="divisor"/>, exactly; a divisor of zero is never one.</summary>
    public bool IsMultipleOf(JsonNumber divisor)
        => _text is null && divisor._text is null && divisor._integer > 0
            ? _integer % divisor._integer == 0
            : ToDecimal().IsMultipleOf(divisor.ToDecimal());

    /// <inheritdoc/>
    public override void WriteTo(Utf8JsonWriter writer)
    {
        if (_text is null)
        {
            writer.WriteNumberValue(_integer);
            return;
        }

        writer.WriteRawValue(_text, skipInputValidation: true);
    }

    /// <inheritdoc/>
    public override bool Equals(JsonValue? other)
        => other is JsonNumber number
            && (_text is null && number._text is null ? _integer == number._integer : ToDecimal() == number.ToDecimal());

    /// <inheritdoc/>
    public override int GetHashCode() => ToDouble().GetHashCode();

    private static string FloatText(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture).Replace("E+", "e", StringComparison.Ordinal).Replace('E', 'e');
        return text.AsSpan().IndexOfAny('.', 'e') >= 0 ? text : text + ".0";
    }
}
