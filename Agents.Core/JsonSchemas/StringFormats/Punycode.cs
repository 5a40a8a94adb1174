using System.Text;

namespace Agents.Core.JsonSchemas.StringFormats;

/// <summary>Punycode of RFC 3492, without the <c>xn--</c> in front.</summary>
internal static class Punycode
{
    private const int Base = 36;
    private const int FirstBias = 72;
    private const int FirstCodePoint = 128;

    public static bool TryDecode(string text, out string decoded)
    {
        decoded = "";
        var delimiter = text.LastIndexOf('-');
        var output = (delimiter > 0 ? text[..delimiter] : "").EnumerateRunes().Select(static rune => rune.Value).ToList();
        long codePoint = FirstCodePoint;
        long index = 0;
        var bias = FirstBias;
        for (var at = delimiter > 0 ? delimiter + 1 : 0; at < text.Length;)
        {
            var before = index;
            if (!TryReadDelta(text, ref at, ref index, bias))
            {
                return false;
            }

            bias = Adapt(index - before, output.Count + 1, before == 0);
            codePoint += index / (output.Count + 1);
            index %= output.Count + 1;
            if (codePoint is > 0x10FFFF or (>= 0xD800 and <= 0xDFFF))
            {
                return false;
            }

            output.Insert((int)index++, (int)codePoint);
        }

        decoded = string.Concat(output.Select(char.ConvertFromUtf32));
        return output.Count > 0;
    }

    public static string Encode(string text)
    {
        var points = text.EnumerateRunes().Select(static rune => rune.Value).ToList();
        var output = new StringBuilder(string.Concat(points.Where(static point => point < FirstCodePoint).Select(static point => (char)point)));
        var basic = output.Length;
        var handled = basic;
        if (basic > 0)
        {
            output.Append('-');
        }

        var (codePoint, delta, bias) = (FirstCodePoint, 0L, FirstBias);
        while (handled < points.Count)
        {
            var next = points.Where(point => point >= codePoint).Min();
            delta += (long)(next - codePoint) * (handled + 1);
            codePoint = next;
            foreach (var point in points)
            {
                delta += point < codePoint ? 1 : 0;
                if (point == codePoint)
                {
                    AppendDelta(output, delta, bias);
                    bias = Adapt(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }

            delta++;
            codePoint++;
        }

        return output.ToString();
    }

    private static bool TryReadDelta(string text, ref int at, ref long index, int bias)
    {
        long weight = 1;
        for (var position = Base; ; position += Base)
        {
            var digit = at < text.Length ? DigitOf(text[at++]) : -1;
            if (digit < 0 || index > int.MaxValue)
            {
                return false;
            }

            index += digit * weight;
            var threshold = Math.Clamp(position - bias, 1, 26);
            if (digit < threshold)
            {
                return true;
            }

            weight *= Base - threshold;
            if (weight > int.MaxValue)
            {
                return false;
            }
        }
    }

    private static void AppendDelta(StringBuilder output, long delta, int bias)
    {
        for (var position = Base; ; position += Base)
        {
            var threshold = Math.Clamp(position - bias, 1, 26);
            if (delta < threshold)
            {
                output.Append(CharacterOf((int)delta));
                return;
            }

            output.Append(CharacterOf((int)(threshold + ((delta - threshold) % (Base - threshold)))));
            delta = (delta - threshold) / (Base - threshold);
        }
    }

    private static int Adapt(long delta, int count, bool isFirst)
    {
        delta /= isFirst ? 700 : 2;
        delta += delta / count;
        var steps = 0;
        for (; delta > 455; steps += Base)
        {
            delta /= Base - 1;
        }

        return (int)(steps + (Base * delta / (delta + 38)));
    }

    private static int DigitOf(char character) => character switch
    {
        >= 'a' and <= 'z' => character - 'a',
        >= 'A' and <= 'Z' => character - 'A',
        >= '0' and <= '9' => character - '0' + 26,
        _ => -1,
    };

    private static char CharacterOf(int digit) => (char)(digit < 26 ? 'a' + digit : '0' + digit - 26);
}
