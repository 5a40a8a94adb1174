using System.Runtime.CompilerServices;

namespace Agents.Starlark;

/// <summary>
/// Recursive descent over the tokens. An error ends its statement; parsing goes on with the next line so that several errors are
/// found at once. Nesting is bounded (<see cref="MaxNesting"/>), so that no source can exhaust the stack.
/// </summary>
internal sealed partial class Parser
{
    public const int MaxNesting = 200;

    private readonly string _source;
    private readonly StarlarkDialect _dialect;
    private readonly Diagnostics _diagnostics;
    private readonly List<Token> _tokens;
    private int _at;
    private int _nesting;

    private Parser(string source, List<Token> tokens, int nesting, StarlarkDialect dialect, Diagnostics diagnostics)
        => (_source, _tokens, _nesting, _dialect, _diagnostics) = (source, tokens, nesting, dialect, diagnostics);

    private Token Current => _tokens[_at];

    public static IReadOnlyList<Statement> ParseProgram(string source, StarlarkDialect dialect, Diagnostics diagnostics)
    {
        var lexer = new Lexer(source, .., new SourcePosition(1, 1), layout: true, dialect, diagnostics);
        return new Parser(source, lexer.Read(), 0, dialect, diagnostics).Statements();
    }

    /// <summary>A single expression, which may go over several lines; the result is empty after an error.</summary>
    public static IReadOnlyList<Statement> ParseExpression(string source, StarlarkDialect dialect, Diagnostics diagnostics)
    {
        var parser = ForExpression(source, .., new SourcePosition(1, 1), 0, dialect, diagnostics);
        try
        {
            var value = parser.WholeExpression();
            return [new ExpressionStatement(value.Position, value)];
        }
        catch (StarlarkException stopped) when (stopped.Error.Kind == StarlarkErrorKind.Syntax)
        {
            diagnostics.Add(stopped);
            return [];
        }
    }

    private static Parser ForExpression(
        string source, Range range, SourcePosition origin, int nesting, StarlarkDialect dialect, Diagnostics diagnostics)
    {
        var lexer = new Lexer(source, range, origin, layout: false, dialect, diagnostics);
        return new Parser(source, lexer.Read(), nesting, dialect, diagnostics);
    }

    private Expression WholeExpression()
    {
        if (Current.Kind == TokenKind.EndOfFile)
        {
            throw Stop("an expression is missing");
        }

        var value = ExpressionList(inParentheses: false);
        return Current.Kind == TokenKind.EndOfFile ? value : throw Unexpected("end of file");
    }

    private bool At(string text) => Current.Kind is TokenKind.Punctuation or TokenKind.Keyword && Current.Text == text;

    private bool AtWord(string word) => Current.Kind == TokenKind.Identifier && Current.Text == word;

    private Token Take()
    {
        var token = Current;
        if (token.Kind != TokenKind.EndOfFile)
        {
            _at++;
        }

        return token;
    }

    private bool Accept(string text)
    {
        if (!At(text))
        {
            return false;
        }

        _at++;
        return true;
    }

    private SourcePosition Expect(string text)
    {
        var position = Current.Position;
        return Accept(text) ? position : throw Unexpected(char.IsLetter(text[0]) ? text : $"'{text}'");
    }

    private StarlarkException Stop(string message) => _diagnostics.Stop(Current.Position, message);

    private StarlarkException Unexpected(string wanted)
    {
        if (Current.Kind == TokenKind.Identifier && PythonConstructs.IsReserved(Current.Text))
        {
            return Stop(PythonConstructs.Message(Current.Text));
        }

        return Stop(Current.Text switch
        {
            "=" => $"got '=', want {wanted}: == compares, = assigns in a statement of its own",
            ":=" => "':=' is not part of Starlark: assign in a statement of its own",
            "**" or "**=" => "'**' is not an operator of Starlark",
            "@" => "'@' (decorators, matrix product) is not part of Starlark",
            "->" => "type annotations are not part of Starlark",
            _ when Current.Kind == TokenKind.String && wanted != "identifier" =>
                $"got string literal, want {wanted}: join neighbouring strings with +",
            _ => $"got {Current.Describe()}, want {wanted}",
        });
    }

    private Token Identifier()
    {
        if (Current.Kind != TokenKind.Identifier)
        {
            throw Current.Kind == TokenKind.Keyword ? Stop($"{Current.Text} is a keyword, not an identifier") : Unexpected("identifier");
        }

        return PythonConstructs.IsReserved(Current.Text) ? throw Stop(PythonConstructs.Message(Current.Text)) : Take();
    }

    private void Enter()
    {
        if (++_nesting > MaxNesting || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Stop($"nested more deeply than {MaxNesting} levels");
        }
    }

    private void Leave() => _nesting--;
}
