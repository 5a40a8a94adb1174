using System.Globalization;
using System.Text;

namespace Agents.Core.JsonSchemas.Patterns;

/// <summary>
/// Rewrites an ECMA-262 expression (with the <c>u</c> flag) as a .NET one. They differ in what <c>\d \w \s . $</c> mean, in property names,
/// in code points beyond U+FFFF, and in constructs that only .NET has, which are refused.
/// </summary>
internal sealed class EcmaTranslation
{
    private readonly PatternReader _reader;
    private readonly StringBuilder _output = new();

    private EcmaTranslation(string pattern)
    {
        _reader = new PatternReader(pattern);
        while (!_reader.IsAtEnd)
        {
            Term();
        }
    }

    /// <summary>The .NET expression.</summary>
    public string Text => _output.ToString();

    /// <summary>The largest number in a counted repetition.</summary>
    public int LargestRepeat { get; private set; }

    public static EcmaTranslation Of(string pattern) => new(pattern);

    private void Term()
    {
        switch (_reader.Peek())
        {
            case '\\':
                Escape();
                break;
            case '[':
                _reader.Skip(1);
                _output.Append(new PatternClass(_reader).Render());
                break;
            case '.':
                _reader.Skip(1);
                _output.Append(CodePointSet.Of(CodePointSet.LineEnds).Render(negated: true));
                break;
            case '$':
                _reader.Skip(1);
                _output.Append(@"\z");
                break;
            case '(':
                Group();
                break;
            case '{':
                Braces();
                break;
            default:
                Literal(_reader.ReadCodePoint());
                break;
        }
    }

    private void Literal(int codePoint)
        => _output.Append(codePoint > 0xFFFF ? $"(?:{char.ConvertFromUtf32(codePoint)})" : ((char)codePoint).ToString());

    private void Group()
    {
        _reader.Skip(1);
        _output.Append('(');
        if (!_reader.TrySkip("?"))
        {
            return;
        }

        _output.Append('?');
        if (_reader.TrySkip("<"))
        {
            _output.Append('<');
            return;
        }

        // Flags hold for a group only: ECMA-262 has no (?i).
        _output.Append(_reader.TrySkip("-i") ? "-i" : _reader.TrySkip("i") ? "i" : "");
        if (_reader.Peek() is not (':' or '=' or '!'))
        {
            throw new PatternException($"(?{_reader.Peek()} is no group. To ignore case, write (?i:...).");
        }
    }

    // A repetition keeps its text; anything else in braces is literal.
    private void Braces()
    {
        var text = _reader.TryReadRepetition();
        if (text is null)
        {
            _reader.Skip(1);
            _output.Append(@"\{");
            return;
        }

        foreach (var number in text.Trim('{', '}').Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            LargestRepeat = Math.Max(LargestRepeat, int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : int.MaxValue);
        }

        _output.Append(text);
    }

    private void Escape()
    {
        _reader.Skip(1);
        if (_reader.IsAtEnd)
        {
            throw new PatternException("It ends with a single backslash.");
        }

        switch (_reader.Peek())
        {
            case 'b' or 'B':
                _output.Append('\\').Append(_reader.Read());
                break;
            case 'k':
                _output.Append('\\').Append(_reader.Read());
                break;
            case >= '1' and <= '9':
                _output.Append("(?:\\").Append(_reader.ReadDigits()).Append(')');
                break;
            default:
                AppendSet(PatternEscape.Read(_reader));
                break;
        }
    }

    private void AppendSet(PatternEscape escape)
    {
        if (escape.Set is { } set)
        {
            _output.Append(set.Render());
        }
        else if (escape.CodePoint > 0xFFFF)
        {
            Literal(escape.CodePoint);
        }
        else
        {
            _output.Append(CultureInfo.InvariantCulture, $"\\u{escape.CodePoint:X4}");
        }
    }
}
