using System.Text;

namespace Agents.Starlark;

/// <summary>f-strings: text and the places of their expressions, which the parser reads with a lexer of their own.</summary>
internal sealed partial class Lexer
{
    private void ReadFString(Quote quote)
    {
        if (!_dialect.Has(StarlarkFeatures.FStrings))
        {
            _diagnostics.Add(quote.Position, "f-strings are not part of Starlark here: use \"{}\".format(...) or \"%s\" % x");
        }

        List<FStringPart> parts = [];
        var text = new StringBuilder();
        while (!AtEndOf(quote))
        {
            var c = Peek();
            if (c is '{' or '}' && Peek(1) == c)
            {
                text.Append(c);
                _at += 2;
            }
            else if (c == '{')
            {
                Flush(parts, text);
                parts.Add(ReadField(quote, nested: false));
            }
            else if (c == '}')
            {
                _diagnostics.Add(Here, "single '}' in f-string: write }} for a brace");
                _at++;
            }
            else
            {
                ReadStringUnit(quote, text);
            }
        }

        Flush(parts, text);
        Add(TokenKind.FString, quote.Position, "", parts);
    }

    private static void Flush(List<FStringPart> parts, StringBuilder text)
    {
        if (text.Length > 0)
        {
            parts.Add(new FStringPart(text.ToString()));
            text.Clear();
        }
    }

    private FStringPart ReadField(Quote quote, bool nested)
    {
        var brace = Here;
        _at++;
        var (start, position) = (_at, Here);
        SkipFieldExpression(quote);
        var source = start.._at;
        var conversion = '\0';
        if (Peek() == '!')
        {
            conversion = Peek(1);
            if (conversion is not ('r' or 's'))
            {
                _diagnostics.Add(Here, "unknown conversion in f-string: want !r or !s");
            }

            _at = Math.Min(_at + 2, _end);
        }

        IReadOnlyList<FStringPart> specification = [];
        if (Peek() == ':')
        {
            _at++;
            specification = ReadSpecification(quote, nested);
        }

        if (Peek() == '}')
        {
            _at++;
        }
        else
        {
            _diagnostics.Add(brace, "unmatched '{' in f-string");
        }

        return new FStringPart("", new FStringField(source, position, conversion, specification));
    }

    /// <summary>Stops at the '}', '!' or ':' that ends the expression: brackets and strings inside it are stepped over.</summary>
    private void SkipFieldExpression(Quote quote)
    {
        var depth = 0;
        while (_at < _end)
        {
            var c = Peek();
            var ends = depth == 0 && (c is '}' or ':' || (c == '!' && Peek(1) != '='));
            if (ends || (c == '\n' && !quote.IsTriple))
            {
                return;
            }

            if (c is '"' or '\'')
            {
                SkipNestedString(c);
                continue;
            }

            depth += c is '(' or '[' or '{' ? 1 : c is ')' or ']' or '}' ? -1 : 0;
            _at += c == '!' ? 2 : 1;
            if (c == '\n')
            {
                StartLine();
            }
        }
    }

    private void SkipNestedString(char mark)
    {
        for (_at++; _at < _end && Peek() != mark && Peek() != '\n'; _at++)
        {
            _at += Peek() == '\\' ? 1 : 0;
        }

        _at = Math.Min(_at + (Peek() == mark ? 1 : 0), _end);
    }

    private List<FStringPart> ReadSpecification(Quote quote, bool nested)
    {
        List<FStringPart> parts = [];
        var text = new StringBuilder();
        while (_at < _end && Peek() is not ('}' or '\n') && Peek() != quote.Mark)
        {
            if (Peek() != '{')
            {
                text.Append(Peek());
                _at++;
                continue;
            }

            if (nested)
            {
                _diagnostics.Add(Here, "a format specification may hold fields, but these none of their own");
                return parts;
            }

            Flush(parts, text);
            parts.Add(ReadField(quote, nested: true));
        }

        Flush(parts, text);
        return parts;
    }
}
