using System.Collections.Frozen;

namespace Agents.Starlark;

/// <summary>Operators and what is looser than they are.</summary>
internal sealed partial class Parser
{
    private const int OrLevel = 0;
    private const int AndLevel = 1;
    private const int NotLevel = 2;
    private const int ComparisonLevel = 3;

    private static readonly FrozenDictionary<string, int> Levels = new Dictionary<string, int>
    {
        ["or"] = OrLevel,
        ["and"] = AndLevel,
        ["=="] = ComparisonLevel,
        ["!="] = ComparisonLevel,
        ["<"] = ComparisonLevel,
        [">"] = ComparisonLevel,
        ["<="] = ComparisonLevel,
        [">="] = ComparisonLevel,
        ["in"] = ComparisonLevel,
        ["not"] = ComparisonLevel,
        ["|"] = 4,
        ["^"] = 5,
        ["&"] = 6,
        ["<<"] = 7,
        [">>"] = 7,
        ["+"] = 8,
        ["-"] = 8,
        ["*"] = 9,
        ["/"] = 9,
        ["//"] = 9,
        ["%"] = 9,
    }.ToFrozenDictionary();

    /// <summary><c>a, b, c</c>: a tuple when there is a comma.</summary>
    private Expression ExpressionList(bool inParentheses)
    {
        var first = Test();
        if (!At(","))
        {
            return first;
        }

        List<Expression> items = [first];
        while (At(","))
        {
            var comma = Take();
            if (EndsList())
            {
                return inParentheses
                    ? new TupleExpression(first.Position, items)
                    : throw _diagnostics.Stop(comma.Position, "unparenthesized tuple with trailing comma");
            }

            items.Add(Test());
        }

        return new TupleExpression(first.Position, items);
    }

    private bool EndsList() => Current.Kind is TokenKind.Newline or TokenKind.EndOfFile || At(")") || At("]") || At("}") || At("=") || At(":") || At(";");

    private Expression Test()
    {
        Enter();
        var result = At("lambda") ? Lambda() : Conditional();
        Leave();
        return result;
    }

    private Expression Conditional()
    {
        var value = Operators(OrLevel);
        if (!At("if"))
        {
            return value;
        }

        Take();
        var condition = Operators(OrLevel);
        if (!Accept("else"))
        {
            throw Stop("conditional expression without else clause");
        }

        return new ConditionalExpression(value.Position, condition, value, Test());
    }

    private LambdaExpression Lambda()
    {
        var position = Expect("lambda");
        var parameters = Parameters(":");
        Expect(":");
        var body = Test();
        Statement[] statements = [new ReturnStatement(body.Position, body)];
        return new LambdaExpression(position, new FunctionSyntax(position, "lambda", parameters, statements));
    }

    private Expression Operators(int level)
    {
        if (level == NotLevel)
        {
            return Not();
        }

        var first = level > 9 ? Unary() : Operators(level + 1);
        if (LevelHere() != level)
        {
            return first;
        }

        return level switch
        {
            OrLevel or AndLevel => Logical(level, first),
            ComparisonLevel => Comparison(first),
            _ => new BinaryExpression(first.Position, first, Tail(level)),
        };
    }

    private int LevelHere() => Current.Kind is TokenKind.Punctuation or TokenKind.Keyword ? Levels.GetValueOrDefault(Current.Text, -1) : -1;

    private Expression Not()
    {
        if (!At("not"))
        {
            return Operators(ComparisonLevel);
        }

        var position = Take().Position;
        Enter();
        var operand = Not();
        Leave();
        return new UnaryExpression(position, "not", operand);
    }

    private LogicalExpression Logical(int level, Expression first)
    {
        List<Expression> operands = [first];
        while (LevelHere() == level)
        {
            Take();
            operands.Add(Operators(level + 1));
        }

        return new LogicalExpression(first.Position, level == AndLevel, operands);
    }

    private List<BinaryTail> Tail(int level)
    {
        List<BinaryTail> tail = [];
        while (LevelHere() == level)
        {
            var sign = Take();
            tail.Add(new BinaryTail(sign.Position, sign.Text, Operators(level + 1)));
        }

        return tail;
    }

    /// <summary>Comparisons don't associate; the graph format's dialect reads a chain as Python does.</summary>
    private BinaryExpression Comparison(Expression first)
    {
        List<BinaryTail> tail = [];
        do
        {
            var position = Current.Position;
            var sign = Take().Text;
            if (sign == "not")
            {
                Expect("in");
                sign = "not in";
            }

            tail.Add(new BinaryTail(position, sign, Operators(ComparisonLevel + 1)));
            if (LevelHere() == ComparisonLevel && !_dialect.Has(StarlarkFeatures.ChainedComparisons))
            {
                throw Stop($"{sign} does not associate with {(At("not") ? "not in" : Current.Text)}: use parentheses, or 'and' between two comparisons");
            }
        }
        while (LevelHere() == ComparisonLevel);

        return new BinaryExpression(first.Position, first, tail);
    }

    private Expression Unary()
    {
        if (!At("+") && !At("-") && !At("~"))
        {
            return Primary();
        }

        var sign = Take();
        Enter();
        var operand = Unary();
        Leave();
        return new UnaryExpression(sign.Position, sign.Text, operand);
    }
}
