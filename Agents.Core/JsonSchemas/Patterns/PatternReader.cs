using System.Globalization;

namespace Agents.Core.JsonSchemas.Patterns;

/// <summary>Reads a pattern character by character.</summary>
internal sealed class PatternReader(string text)
{
    private int _at;

    public bool IsAtEnd => _at >= text.Length;

    public char Peek() => _at < text.Length ? text[_at] : '\0';

    public char Read() => _at < text.Length ? text[_at++] : throw new PatternException("It ends too early.");

    public void Skip(int count) => _at += count;

    public bool TrySkip(string expected)
    {
        if (!text.AsSpan(_at).StartsWith(expected, StringComparison.Ordinal))
        {
            return false;
        }

        _at += expected.Length;
        return true;
    }

    public int ReadCodePoint()
    {
        var unit = Read();
        return char.IsHighSurrogate(unit) && char.IsLowSurrogate(Peek()) ? char.ConvertToUtf32(unit, Read()) : unit;
    }

    public string ReadDigits()
    {
        var start = _at;
        while (char.IsAsciiDigit(Peek()))
        {
            _at++;
        }

        return text[start.._at];
    }

    public int ReadHex(int digits)
    {
        if (_at + digits > text.Length || !int.TryParse(text.AsSpan(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            throw new PatternException($"Expected {digits} hexadecimal digits at position {_at}.");
        }

        _at += digits;
        return value;
    }

    /// <summary>What stands between here and <paramref name="end"/>, which is skipped.</summary>
    public string ReadUntil(char end)
    {
        var stop = text.IndexOf(end, _at);
        if (stop < 0)
        {
            throw new PatternException($"'{end}' is missing.");
        }

        var read = text[_at..stop];
        _at = stop + 1;
        return read;
    }

    /// <summary><c>{n}</c>, <c>{n,}</c> or <c>{n,m}</c> from here on; null where something else stands here.</summary>
    public string? TryReadRepetition()
    {
        var stop = text.IndexOf('}', _at);
        if (stop < 0 || stop == _at + 1 || !char.IsAsciiDigit(text[_at + 1]))
        {
            return null;
        }

        var inner = text.AsSpan(_at + 1, stop - _at - 1);
        if (inner.IndexOfAnyExceptInRange('0', '9') is var comma and >= 0 && (inner[comma] != ',' || inner[(comma + 1)..].IndexOfAnyExceptInRange('0', '9') >= 0))
        {
            return null;
        }

        var read = text[_at..(stop + 1)];
        _at = stop + 1;
        return read;
    }
}
