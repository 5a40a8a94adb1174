namespace Agents.Starlark;

/// <summary>Statements and blocks.</summary>
internal sealed partial class Parser
{
    private List<Statement> Statements()
    {
        List<Statement> statements = [];
        while (Current.Kind != TokenKind.EndOfFile && !_diagnostics.IsFull)
        {
            ParseOrSkip(statements);
        }

        return statements;
    }

    private void ParseOrSkip(List<Statement> into)
    {
        var nesting = _nesting;
        try
        {
            ParseStatement(into);
        }
        catch (StarlarkException stopped) when (stopped.Error.Kind == StarlarkErrorKind.Syntax)
        {
            _diagnostics.Add(stopped);
            _nesting = nesting;
            SkipStatement();
        }
    }

    /// <summary>Goes on after the line with the error, and after the block that belongs to it.</summary>
    private void SkipStatement()
    {
        while (Current.Kind is not (TokenKind.Newline or TokenKind.EndOfFile))
        {
            _at++;
        }

        Take();
        for (var depth = 0; Current.Kind == TokenKind.Indent || depth > 0; _at++)
        {
            depth += Current.Kind switch { TokenKind.Indent => 1, TokenKind.Outdent => -1, _ => 0 };
            if (Current.Kind == TokenKind.EndOfFile)
            {
                return;
            }
        }
    }

    private void ParseStatement(List<Statement> into)
    {
        Enter();
        switch (Current)
        {
            case { Kind: TokenKind.Newline or TokenKind.Outdent }:
                Take();
                break;
            case { Kind: TokenKind.Indent }:
                throw Stop("unexpected indentation");
            case { Kind: TokenKind.Keyword, Text: "def" }:
                into.Add(Def());
                break;
            case { Kind: TokenKind.Keyword, Text: "if" }:
                into.Add(If());
                break;
            case { Kind: TokenKind.Keyword, Text: "for" }:
                into.Add(For());
                break;
            default:
                SimpleStatements(into);
                break;
        }

        Leave();
    }

    private void SimpleStatements(List<Statement> into)
    {
        do
        {
            if (Current.Kind is TokenKind.Newline or TokenKind.EndOfFile)
            {
                break;
            }

            into.Add(SmallStatement());
        }
        while (Accept(";"));

        if (Current.Kind == TokenKind.Newline)
        {
            Take();
        }
        else if (Current.Kind != TokenKind.EndOfFile)
        {
            throw Unexpected("newline");
        }
    }

    private Statement SmallStatement()
    {
        var position = Current.Position;
        switch (Current)
        {
            case { Kind: TokenKind.Keyword, Text: "return" }:
                Take();
                var ends = Current.Kind is TokenKind.Newline or TokenKind.EndOfFile || At(";");
                return new ReturnStatement(position, ends ? null : ExpressionList(inParentheses: false));
            case { Kind: TokenKind.Keyword, Text: "pass" }:
                Take();
                return new JumpStatement(position, JumpKind.Pass);
            case { Kind: TokenKind.Keyword, Text: "break" }:
                Take();
                return new JumpStatement(position, JumpKind.Break);
            case { Kind: TokenKind.Keyword, Text: "continue" }:
                Take();
                return new JumpStatement(position, JumpKind.Continue);
            case { Kind: TokenKind.Keyword, Text: "load" }:
                throw Stop("'load' is refused: a program sees only its inputs and the built-in functions, no other modules");
            case { Kind: TokenKind.Identifier } word when PythonConstructs.IsReserved(word.Text):
                throw Stop(PythonConstructs.Message(word.Text));
            default:
                return AssignmentOrExpression(position);
        }
    }

    private Statement AssignmentOrExpression(SourcePosition position)
    {
        var first = ExpressionList(inParentheses: false);
        var sign = Current;
        if (At("="))
        {
            Take();
            CheckTarget(first);
            var value = ExpressionList(inParentheses: false);
            return At("=") ? throw Stop("a = b = c is not part of Starlark: use two statements") : new AssignStatement(position, first, value);
        }

        if (sign.Kind == TokenKind.Punctuation && sign.Text is "+=" or "-=" or "*=" or "/=" or "//=" or "%=" or "&=" or "|=" or "^=" or "<<=" or ">>=")
        {
            Take();
            CheckAugmentedTarget(first);
            return new AugmentedStatement(sign.Position, first, sign.Text[..^1], ExpressionList(inParentheses: false));
        }

        return At(":") && first is NameExpression or DotExpression or IndexExpression
            ? throw Stop("got ':', want newline: type annotations are not part of Starlark")
            : new ExpressionStatement(position, first);
    }

    private DefStatement Def()
    {
        var position = Expect("def");
        var name = Identifier();
        Expect("(");
        var parameters = Parameters(")");
        Expect(")");
        if (At("->"))
        {
            throw Unexpected("':'");
        }

        var body = Suite();
        var syntax = new FunctionSyntax(position, name.Text, parameters, body);
        return new DefStatement(position, new NameExpression(name.Position, name.Text), syntax);
    }

    private IfStatement If()
    {
        var position = Current.Position;
        List<IfBranch> branches = [];
        do
        {
            Take();
            branches.Add(new IfBranch(Test(), Suite()));
        }
        while (At("elif"));

        return new IfStatement(position, branches, Accept("else") ? Suite() : []);
    }

    private ForStatement For()
    {
        var position = Expect("for");
        var target = LoopVariables();
        Expect("in");
        var iterable = ExpressionList(inParentheses: false);
        var body = Suite();
        return At("else") ? throw Stop("for ... else is not part of Starlark") : new ForStatement(position, target, iterable, body);
    }

    private List<Statement> Suite()
    {
        Expect(":");
        List<Statement> body = [];
        if (Current.Kind != TokenKind.Newline)
        {
            SimpleStatements(body);
            return body;
        }

        Take();
        if (Current.Kind != TokenKind.Indent)
        {
            throw Stop("an indented block is missing here (write pass for an empty one)");
        }

        Take();
        while (Current.Kind is not (TokenKind.Outdent or TokenKind.EndOfFile) && !_diagnostics.IsFull)
        {
            ParseOrSkip(body);
        }

        Take();
        return body;
    }

    private void CheckTarget(Expression target)
    {
        switch (target)
        {
            case NameExpression or DotExpression or IndexExpression:
                break;
            case ParenthesizedExpression { Inner: var inner }:
                CheckTarget(inner);
                break;
            case TupleExpression { Items: var items }:
                CheckTargets(items);
                break;
            case ListExpression { Items: var items }:
                CheckTargets(items);
                break;
            case SliceExpression:
                throw _diagnostics.Stop(target.Position, "can't assign to a slice");
            default:
                throw _diagnostics.Stop(target.Position, $"can't assign to {Describe(target)}");
        }
    }

    private void CheckTargets(IReadOnlyList<Expression> items)
    {
        foreach (var item in items)
        {
            CheckTarget(item);
        }
    }

    private void CheckAugmentedTarget(Expression target)
    {
        switch (target)
        {
            case TupleExpression:
                throw _diagnostics.Stop(target.Position, "can't use tuple expression in augmented assignment");
            case ListExpression:
                throw _diagnostics.Stop(target.Position, "can't use list expression in augmented assignment");
            case ParenthesizedExpression { Inner: var inner }:
                CheckAugmentedTarget(inner);
                break;
            default:
                CheckTarget(target);
                break;
        }
    }

    private static string Describe(Expression expression) => expression switch
    {
        LiteralExpression or FStringExpression => "literal",
        CallExpression => "call expression (callexpr)",
        BinaryExpression or LogicalExpression => "operator expression (binaryexpr)",
        _ => "expression",
    };
}
