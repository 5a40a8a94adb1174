namespace Agents.Starlark;

/// <summary>Operands with their suffixes, displays and comprehensions.</summary>
internal sealed partial class Parser
{
    private Expression Primary()
    {
        var operand = Operand();
        while (true)
        {
            if (At("."))
            {
                Take();
                var name = Identifier();
                operand = new DotExpression(operand.Position, operand, name.Text, name.Position);
            }
            else if (At("["))
            {
                operand = Subscript(operand);
            }
            else if (At("("))
            {
                operand = Call(operand);
            }
            else
            {
                return operand;
            }
        }
    }

    private Expression Operand()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Identifier:
                var name = Identifier();
                return new NameExpression(name.Position, name.Text) { IsCallee = At("(") };
            case TokenKind.Int or TokenKind.Float or TokenKind.Bytes:
                return new LiteralExpression(Take().Position, (StarlarkValue)token.Value!);
            case TokenKind.String:
                return new LiteralExpression(Take().Position, StarlarkString.Of((string)token.Value!));
            case TokenKind.FString:
                return FString(Take());
            case TokenKind.Punctuation when token.Text == "(":
                return Parenthesized();
            case TokenKind.Punctuation when token.Text == "[":
                return ListDisplay();
            case TokenKind.Punctuation when token.Text == "{":
                return DictDisplay();
            case TokenKind.Punctuation when token.Text == "*":
                throw Stop("got '*', want primary expression: it may only stand before a call's argument or a parameter (join lists with +)");
            case TokenKind.Keyword when token.Text == "lambda":
                throw Stop("got lambda, want primary expression: it needs parentheses here");
            default:
                throw Unexpected("primary expression");
        }
    }

    private Expression Parenthesized()
    {
        var position = Expect("(");
        if (Accept(")"))
        {
            return new TupleExpression(position, []);
        }

        var inner = ExpressionList(inParentheses: true);
        RefuseGenerator();
        Expect(")");
        return new ParenthesizedExpression(position, inner);
    }

    private void RefuseGenerator()
    {
        if (At("for"))
        {
            throw Stop("generator expressions are not part of Starlark: write [... for ...]");
        }
    }

    private Expression ListDisplay()
    {
        var position = Expect("[");
        List<Expression> items = [];
        while (!At("]"))
        {
            items.Add(Test());
            if (items.Count == 1 && At("for"))
            {
                var clauses = Clauses("]");
                return new ComprehensionExpression(position, items[0], null, clauses);
            }

            if (!At("]") && !Accept(","))
            {
                throw Unexpected("',' or ']'");
            }
        }

        Expect("]");
        return new ListExpression(position, items);
    }

    private Expression DictDisplay()
    {
        var position = Expect("{");
        List<DictEntry> entries = [];
        while (!At("}"))
        {
            entries.Add(Entry());
            if (entries.Count == 1 && At("for"))
            {
                var clauses = Clauses("}");
                return new ComprehensionExpression(position, entries[0].Key, entries[0].Value, clauses);
            }

            if (!At("}") && !Accept(","))
            {
                throw Unexpected("',' or '}'");
            }
        }

        Expect("}");
        return new DictExpression(position, entries);
    }

    private DictEntry Entry()
    {
        if (At("**"))
        {
            throw Stop("'**' in a dict is not part of Starlark: join dicts with |");
        }

        var key = Test();
        if (At(",") || At("}"))
        {
            throw Stop($"got '{Current.Text}', want ':': Starlark has no set literals, use set([...])");
        }

        var colon = Expect(":");
        return new DictEntry(colon, key, Test());
    }

    private List<ComprehensionClause> Clauses(string end)
    {
        List<ComprehensionClause> clauses = [];
        while (At("for") || At("if"))
        {
            var word = Take();
            if (word.Text == "if")
            {
                clauses.Add(new IfClause(word.Position, At("lambda") ? Lambda() : Operators(OrLevel)));
                continue;
            }

            var target = LoopVariables();
            Expect("in");
            clauses.Add(new ForClause(word.Position, target, Operators(OrLevel)));
        }

        return Accept(end) ? clauses : throw Unexpected($"'{end}', for, or if");
    }

    private Expression LoopVariables()
    {
        var first = Primary();
        CheckTarget(first);
        if (!At(","))
        {
            return first;
        }

        List<Expression> items = [first];
        while (Accept(","))
        {
            items.Add(Primary());
            CheckTarget(items[^1]);
        }

        return new TupleExpression(first.Position, items);
    }

    private Expression Subscript(Expression operand)
    {
        var bracket = Expect("[");
        if (At("]"))
        {
            throw Unexpected("an index");
        }

        var start = At(":") ? null : ExpressionList(inParentheses: false);
        if (Accept("]"))
        {
            return new IndexExpression(operand.Position, operand, start!, bracket);
        }

        Expect(":");
        var stop = At(":") || At("]") ? null : Test();
        var step = Accept(":") && !At("]") ? Test() : null;
        Expect("]");
        return new SliceExpression(operand.Position, operand, start, stop, step, bracket);
    }

    private FStringExpression FString(Token token) => FString(token.Position, (List<FStringPart>)token.Value!);

    private FStringExpression FString(SourcePosition position, IReadOnlyList<FStringPart> parts)
        => new(position, [.. parts.Select(part => Piece(position, part))]);

    private FStringPiece Piece(SourcePosition position, FStringPart part)
    {
        if (part.Field is not { } field)
        {
            return new FStringPiece(part.Text, null, '\0', null);
        }

        Enter();
        var value = ForExpression(_source, field.Source, field.Position, _nesting, _dialect, _diagnostics).WholeExpression();
        var specification = field.Specification.Count == 0 ? null : FString(position, field.Specification);
        Leave();
        return new FStringPiece("", value, field.Conversion, specification);
    }
}
