using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Agents.Starlark;

/// <summary>JSON as values. Numbers with a point or an exponent are floats; others are ints, exact at any size.</summary>
internal sealed class JsonDecoder(StarlarkThread thread, string source)
{
    private const int MaxDepth = 200;

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("+-.0123456789eE");

    private int _at;
    private int _depth;

    public StarlarkValue Decode()
    {
        thread.TextWork(source.Length);
        var value = Value();
        return SkipSpace() ? throw Fault($"unexpected character {Quoted(source[_at])} after value") : value;
    }

    private static string Quoted(char c) => c == '\'' ? "'\\''" : $"'{c}'";

    private StarlarkException Fault(string message) => Faults.Value($"json.decode: at offset {_at}, {message}");

    /// <summary>Whether something follows.</summary>
    private bool SkipSpace()
    {
        while (_at < source.Length && source[_at] is ' ' or '\t' or '\r' or '\n')
        {
            _at++;
        }

        return _at < source.Length;
    }

    private char Next() => SkipSpace() ? source[_at] : throw Fault("unexpected end of file");

    private StarlarkValue Value()
    {
        thread.Work(1);
        var c = Next();
        switch (c)
        {
            case '"':
                return thread.Text(Text());
            case '[':
                return Array();
            case '{':
                return Object();
            case '-' or (>= '0' and <= '9'):
                return Number();
            default:
                return Word("null", StarlarkNone.Instance) ?? Word("true", StarlarkBool.True) ?? Word("false", StarlarkBool.False)
                    ?? throw Fault($"unexpected character {Quoted(c)}");
        }
    }

    private StarlarkValue? Word(string word, StarlarkValue value)
    {
        if (string.CompareOrdinal(source, _at, word, 0, word.Length) != 0)
        {
            return null;
        }

        _at += word.Length;
        return value;
    }

    private void Enter()
    {
        _at++;
        if (++_depth > MaxDepth)
        {
            throw Fault($"nested more deeply than {MaxDepth} levels");
        }
    }

    private void Leave()
    {
        _at++;
        _depth--;
    }

    private StarlarkList Array()
    {
        Enter();
        thread.Reserve(Footprint.List(0));
        List<StarlarkValue> items = [];
        while (Next() != ']' || items.Count > 0)
        {
            thread.Append(items, Value());
            if (Next() == ']')
            {
                break;
            }

            _at += source[_at] == ',' ? 1 : throw Fault($"in array, got {Quoted(source[_at])}, want ',' or ']'");
        }

        Leave();
        return new StarlarkList(items);
    }

    private StarlarkDict Object()
    {
        Enter();
        thread.Reserve(Footprint.Dict(0));
        var result = new StarlarkDict();
        for (var isFirst = true; Next() != '}' || !isFirst; isFirst = false)
        {
            var key = Next() == '"' ? thread.Text(Text()) : throw Fault($"unexpected character {Quoted(source[_at])}");
            _at += Next() == ':' ? 1 : throw Fault($"after object key, got {Quoted(source[_at])}, want ':'");
            DictMethods.Set(thread, result, key, Value());
            if (Next() == '}')
            {
                break;
            }

            _at += source[_at] == ',' ? 1 : throw Fault($"in object, got {Quoted(source[_at])}, want ',' or '}}'");
        }

        Leave();
        return result;
    }

    private StarlarkValue Number()
    {
        var length = source.AsSpan(_at).IndexOfAnyExcept(NumberCharacters);
        var text = length < 0 ? source[_at..] : source.Substring(_at, length);
        if (!IsNumber(text))
        {
            throw Fault($"invalid number: {text}");
        }

        _at += text.Length;
        if (text.AsSpan().ContainsAny('.', 'e', 'E'))
        {
            thread.Reserve(Footprint.Number);
            var value = double.Parse(text, CultureInfo.InvariantCulture);
            return double.IsFinite(value) ? new StarlarkFloat(value) : throw Fault($"floating-point number too large: {text}");
        }

        if (text.Length <= 18)
        {
            return StarlarkInt.Of(long.Parse(text, CultureInfo.InvariantCulture));
        }

        Arithmetic.CheckBits(thread, (long)(text.Length * 3.3) - 4);
        return Arithmetic.Checked(thread, BigInteger.Parse(text, CultureInfo.InvariantCulture));
    }

    private static bool IsNumber(string text)
    {
        var at = text[0] == '-' ? 1 : 0;
        var whole = Digits(text, ref at);
        if (whole == 0 || (whole > 1 && text[at - whole] == '0'))
        {
            return false;
        }

        if (at < text.Length && text[at] == '.')
        {
            at++;
            if (Digits(text, ref at) == 0)
            {
                return false;
            }
        }

        if (at < text.Length && text[at] is 'e' or 'E')
        {
            at += at + 1 < text.Length && text[at + 1] is '+' or '-' ? 2 : 1;
            if (Digits(text, ref at) == 0)
            {
                return false;
            }
        }

        return at == text.Length;
    }

    private static int Digits(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at - start;
    }

    private string Text()
    {
        _at++;
        var text = new StringBuilder();
        while (true)
        {
            var length = source.AsSpan(_at).IndexOfAny('"', '\\');
            if (length < 0)
            {
                throw Fault("unclosed string literal");
            }

            var plain = source.AsSpan(_at, length);
            if (plain.ContainsAnyInRange('\0', '\x1f'))
            {
                throw Fault("invalid control character in string literal");
            }

            thread.Reserve(2L * length);
            text.Append(plain);
            _at += length + 1;
            if (source[_at - 1] == '"')
            {
                return text.ToString();
            }

            text.Append(Escape());
        }
    }

    private char Escape()
    {
        const string Names = "\"\\/bfnrt";
        const string Meanings = "\"\\/\b\f\n\r\t";
        var c = _at < source.Length ? source[_at++] : throw Fault("unclosed string literal");
        var index = Names.IndexOf(c);
        if (index >= 0)
        {
            return Meanings[index];
        }

        if (c != 'u' || _at + 4 > source.Length
            || !ushort.TryParse(source.AsSpan(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
        {
            throw Fault($"invalid escape \\{c} in string literal");
        }

        _at += 4;
        return (char)unit;
    }
}
