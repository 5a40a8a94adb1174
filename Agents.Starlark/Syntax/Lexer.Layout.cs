namespace Agents.Starlark;

/// <summary>Newlines and indentation.</summary>
internal sealed partial class Lexer
{
    private readonly Stack<int> _indents = new([0]);

    private void ReadNewline()
    {
        var position = Here;
        _at++;
        StartLine();
        if (!_layout || _brackets > 0)
        {
            return;
        }

        if (_tokens.Count > 0 && _tokens[^1].Kind is not (TokenKind.Newline or TokenKind.Indent or TokenKind.Outdent))
        {
            Add(TokenKind.Newline, position);
        }

        ReadIndentation();
    }

    private void StartLine()
    {
        _line++;
        _lineStart = _at;
    }

    private void ReadContinuation()
    {
        var position = Here;
        _at++;
        if (Peek() == '\r')
        {
            _at++;
        }

        if (Peek() == '\n')
        {
            _at++;
            StartLine();
        }
        else
        {
            _diagnostics.Add(position, "stray backslash: it may only stand at the end of a line");
        }
    }

    /// <summary>Measures the coming line, unless it is blank or only a comment.</summary>
    private void ReadIndentation()
    {
        var width = 0;
        while (Peek() is ' ' or '\t')
        {
            if (Peek() == '\t' && !LineIsBlank())
            {
                _diagnostics.Add(Here, "a tab may not be used for indentation: use spaces");
            }

            _at++;
            width++;
        }

        if (!LineIsBlank())
        {
            ChangeIndentation(width);
        }
    }

    private bool LineIsBlank()
    {
        var i = _at;
        while (i < _end && _source[i] is ' ' or '\t' or '\r')
        {
            i++;
        }

        return i >= _end || _source[i] is '\n' or '#';
    }

    private void ChangeIndentation(int width)
    {
        if (width > _indents.Peek())
        {
            _indents.Push(width);
            Add(TokenKind.Indent, Here);
            return;
        }

        while (width < _indents.Peek())
        {
            _indents.Pop();
            Add(TokenKind.Outdent, Here);
        }

        if (width != _indents.Peek())
        {
            _diagnostics.Add(Here, "unindent does not match any outer indentation level");
            _indents.Push(width);
        }
    }

    private void CloseLayout()
    {
        if (_layout)
        {
            if (_brackets == 0 && _tokens.Count > 0 && _tokens[^1].Kind is not (TokenKind.Newline or TokenKind.Outdent))
            {
                Add(TokenKind.Newline, Here);
            }

            for (; _indents.Count > 1; _indents.Pop())
            {
                Add(TokenKind.Outdent, Here);
            }
        }

        Add(TokenKind.EndOfFile, Here);
    }
}
