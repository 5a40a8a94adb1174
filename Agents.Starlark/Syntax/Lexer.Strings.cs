using System.Globalization;
using System.Text;

namespace Agents.Starlark;

/// <summary>String, bytes and raw literals with their escapes.</summary>
internal sealed partial class Lexer
{
    private void ReadString(string prefix)
    {
        var position = Here;
        _at += prefix.Length;
        var quote = new Quote(Peek(), Peek(1) == Peek() && Peek(2) == Peek() && Peek(1) != '\0', prefix.Contains('r'), prefix.Contains('b'), position);
        _at += quote.IsTriple ? 3 : 1;
        if (prefix.Contains('f'))
        {
            ReadFString(quote);
            return;
        }

        var text = new StringBuilder();
        while (!AtEndOf(quote))
        {
            ReadStringUnit(quote, text);
        }

        if (quote.IsBytes)
        {
            Add(TokenKind.Bytes, position, "", new StarlarkBytes(BytesOf(text)));
        }
        else
        {
            Add(TokenKind.String, position, "", text.ToString());
        }
    }

    /// <summary>Whether the literal is over; steps over its closing quotes.</summary>
    private bool AtEndOf(Quote quote)
    {
        if (_at >= _end || (Peek() == '\n' && !quote.IsTriple))
        {
            _diagnostics.Add(quote.Position, _at >= _end ? "unclosed string literal" : "unexpected newline in string literal");
            return true;
        }

        if (Peek() != quote.Mark || (quote.IsTriple && (Peek(1) != quote.Mark || Peek(2) != quote.Mark)))
        {
            return false;
        }

        _at += quote.IsTriple ? 3 : 1;
        return true;
    }

    private void ReadStringUnit(Quote quote, StringBuilder text)
    {
        var c = Peek();
        if (c == '\\')
        {
            ReadEscape(quote, text);
        }
        else if (c is '\n' or '\r')
        {
            ReadLineEnd(text);
        }
        else
        {
            _at++;
            AppendSource(quote, text, c);
        }
    }

    /// <summary>Every line ending in a literal is a line feed.</summary>
    private void ReadLineEnd(StringBuilder text)
    {
        _at += Peek() == '\r' && Peek(1) == '\n' ? 2 : 1;
        StartLine();
        text.Append('\n');
    }

    /// <summary>A bytes literal keeps one char per byte until it is complete; text in it stands for its UTF-8 form.</summary>
    private void AppendSource(Quote quote, StringBuilder text, char c)
    {
        if (!quote.IsBytes || c < 0x80)
        {
            text.Append(c);
            return;
        }

        var rune = char.IsHighSurrogate(c) && char.IsLowSurrogate(Peek()) ? new Rune(c, Peek()) : Rune.ReplacementChar;
        if (rune.Utf16SequenceLength == 2)
        {
            _at++;
        }

        AppendUtf8(text, char.IsSurrogate(c) ? rune : new Rune(c));
    }

    private static void AppendUtf8(StringBuilder text, Rune rune)
    {
        Span<byte> buffer = stackalloc byte[4];
        foreach (var unit in buffer[..rune.EncodeToUtf8(buffer)])
        {
            text.Append((char)unit);
        }
    }

    private static byte[] BytesOf(StringBuilder text) => Encoding.Latin1.GetBytes(text.ToString());

    private void ReadEscape(Quote quote, StringBuilder text)
    {
        var position = Here;
        var c = Peek(1);
        if (quote.IsRaw)
        {
            ReadRawEscape(quote, text);
            return;
        }

        _at += 2;
        switch (c)
        {
            case '\n':
                StartLine();
                break;
            case '\r':
                _at += Peek() == '\n' ? 1 : 0;
                StartLine();
                break;
            case >= '0' and <= '7':
                _at--;
                AppendByte(quote, position, text, ReadOctal());
                break;
            case 'x':
                AppendByte(quote, position, text, ReadHex(position, 2));
                break;
            case 'u':
                AppendRune(quote, position, text, ReadHex(position, 4));
                break;
            case 'U':
                AppendRune(quote, position, text, ReadHex(position, 8));
                break;
            default:
                AppendSimpleEscape(position, text, c);
                break;
        }
    }

    private void AppendSimpleEscape(SourcePosition position, StringBuilder text, char c)
    {
        const string Names = "abfnrtv\\'\"";
        const string Meanings = "\a\b\f\n\r\t\v\\'\"";
        var index = Names.IndexOf(c);
        if (index >= 0)
        {
            text.Append(Meanings[index]);
            return;
        }

        _diagnostics.Add(position, $"invalid escape sequence \\{c}: write \\\\ for a backslash");
        _at = Math.Min(_at, _end);
    }

    /// <summary>Raw literals keep the backslash, which still stops a quote from ending them.</summary>
    private void ReadRawEscape(Quote quote, StringBuilder text)
    {
        _at++;
        text.Append('\\');
        if (_at < _end && Peek() is '\n' or '\r')
        {
            ReadLineEnd(text);
        }
        else if (_at < _end && (Peek() == quote.Mark || Peek() == '\\'))
        {
            text.Append(Peek());
            _at++;
        }
    }

    private int ReadOctal()
    {
        var value = 0;
        for (var i = 0; i < 3 && Peek() is >= '0' and <= '7'; i++, _at++)
        {
            value = (value * 8) + (Peek() - '0');
        }

        return value;
    }

    private int ReadHex(SourcePosition position, int count)
    {
        var digits = _source.AsSpan(_at, Math.Min(count, _end - _at));
        if (digits.Length < count || !int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            _diagnostics.Add(position, $"invalid escape sequence: want {count} hexadecimal digits");
            return 'x';
        }

        _at += count;
        return value;
    }

    private void AppendByte(Quote quote, SourcePosition position, StringBuilder text, int value)
    {
        if (value > (quote.IsBytes ? 255 : 127))
        {
            _diagnostics.Add(position, quote.IsBytes
                ? $"octal escape {value} is out of range for a byte"
                : $"non-ASCII escape: use \\u{value:X4} for the character U+{value:X4}");
        }

        text.Append((char)(value & 0xff));
    }

    private void AppendRune(Quote quote, SourcePosition position, StringBuilder text, int value)
    {
        if (!Rune.TryCreate(value, out var rune))
        {
            _diagnostics.Add(position, $"invalid Unicode code point U+{value:X4}");
        }
        else if (quote.IsBytes)
        {
            AppendUtf8(text, rune);
        }
        else
        {
            text.Append(rune.ToString());
        }
    }

    private readonly record struct Quote(char Mark, bool IsTriple, bool IsRaw, bool IsBytes, SourcePosition Position);
}
