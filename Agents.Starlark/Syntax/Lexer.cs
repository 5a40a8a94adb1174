using System.Collections.Frozen;

namespace Agents.Starlark;

/// <summary>Cuts source text into tokens. Never throws: errors go to the diagnostics and a token stands in.</summary>
internal sealed partial class Lexer
{
    private static readonly FrozenSet<string> Keywords = FrozenSet.Create(
        "and", "break", "continue", "def", "elif", "else", "for", "if", "in", "lambda", "load", "not", "or", "pass", "return");

    private static readonly string[] LongPunctuation =
        ["//=", "<<=", ">>=", "**=", "**", "//", "<<", ">>", "<=", ">=", "==", "!=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", ":=", "->"];

    private readonly string _source;
    private readonly int _end;
    private readonly bool _layout;
    private readonly StarlarkDialect _dialect;
    private readonly Diagnostics _diagnostics;
    private readonly List<Token> _tokens = [];
    private int _at;
    private int _line;
    private int _lineStart;
    private int _brackets;

    /// <param name="source">The whole source.</param>
    /// <param name="range">The part to read; f-strings read theirs again.</param>
    /// <param name="origin">Where the part starts.</param>
    /// <param name="layout">Whether newlines and indentation mean something: statements, not an expression.</param>
    /// <param name="dialect">Which literals exist.</param>
    /// <param name="diagnostics">Where errors go.</param>
    public Lexer(string source, Range range, SourcePosition origin, bool layout, StarlarkDialect dialect, Diagnostics diagnostics)
    {
        (_source, _layout, _dialect, _diagnostics) = (source, layout, dialect, diagnostics);
        _at = range.Start.GetOffset(source.Length);
        _end = range.End.GetOffset(source.Length);
        _line = origin.Line;
        _lineStart = _at - (origin.Column - 1);
    }

    private SourcePosition Here => new(_line, _at - _lineStart + 1);

    public List<Token> Read()
    {
        if (_layout)
        {
            ReadIndentation();
        }

        while (_at < _end && !_diagnostics.IsFull)
        {
            ReadNext();
        }

        CloseLayout();
        return _tokens;
    }

    private char Peek(int ahead = 0) => _at + ahead < _end ? _source[_at + ahead] : '\0';

    private void Add(TokenKind kind, SourcePosition position, string text = "", object? value = null)
        => _tokens.Add(new Token(kind, text, position, value));

    private void ReadNext()
    {
        var c = Peek();
        switch (c)
        {
            case ' ' or '\t' or '\r':
                _at++;
                break;
            case '\n':
                ReadNewline();
                break;
            case '#':
                SkipComment();
                break;
            case '\\':
                ReadContinuation();
                break;
            case '"' or '\'':
                ReadString("");
                break;
            case >= '0' and <= '9':
                ReadNumber();
                break;
            case '.' when char.IsAsciiDigit(Peek(1)):
                ReadNumber();
                break;
            default:
                ReadWordOrPunctuation(c);
                break;
        }
    }

    private void SkipComment()
    {
        while (_at < _end && _source[_at] != '\n')
        {
            _at++;
        }
    }

    private void ReadWordOrPunctuation(char c)
    {
        if (char.IsLetter(c) || c == '_')
        {
            ReadWord();
        }
        else
        {
            ReadPunctuation(c);
        }
    }

    private void ReadWord()
    {
        var (start, position) = (_at, Here);
        while (_at < _end && (char.IsLetterOrDigit(_source[_at]) || _source[_at] == '_'))
        {
            _at++;
        }

        var text = _source[start.._at];
        if (Peek() is '"' or '\'' && text is "r" or "b" or "rb" or "br" or "f" or "rf" or "fr")
        {
            _at = start;
            ReadString(text);
            return;
        }

        Add(Keywords.Contains(text) ? TokenKind.Keyword : TokenKind.Identifier, position, text);
    }

    private void ReadPunctuation(char c)
    {
        var position = Here;
        if (Peek(1) is '=' or '<' or '>' or '/' or '*' && ReadLongPunctuation(position))
        {
            return;
        }

        _at++;
        if (!"+-*/%~&|^<>.,=;:()[]{}@!?".Contains(c) || c is '!' or '?')
        {
            _diagnostics.Add(position, char.IsControl(c) ? $"unexpected character U+{(int)c:X4}" : $"unexpected character '{c}'");
            return;
        }

        if (c is ')' or ']' or '}' && --_brackets < 0)
        {
            _diagnostics.Add(position, $"unexpected '{c}': nothing is open that it closes");
            _brackets = 0;
        }

        _brackets += c is '(' or '[' or '{' ? 1 : 0;
        Add(TokenKind.Punctuation, position, c.ToString());
    }

    private bool ReadLongPunctuation(SourcePosition position)
    {
        foreach (var candidate in LongPunctuation)
        {
            if (_source.AsSpan(_at, _end - _at).StartsWith(candidate))
            {
                _at += candidate.Length;
                Add(TokenKind.Punctuation, position, candidate);
                return true;
            }
        }

        return false;
    }
}
