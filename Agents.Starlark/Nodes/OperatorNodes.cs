namespace Agents.Starlark;

internal sealed class BinaryNode(SourcePosition position, Operator sign, Node left, Node right) : Node
{
    public override StarlarkValue Evaluate(Frame frame)
    {
        var first = left.Evaluate(frame);
        var second = right.Evaluate(frame);
        frame.Position = position;
        return BinaryOperators.Apply(frame.Thread, sign, first, second);
    }
}

/// <summary>More than two operands of one level, from the left.</summary>
internal sealed class BinaryChainNode(Node first, (SourcePosition Position, Operator Sign, Node Operand)[] tail) : Node
{
    public override StarlarkValue Evaluate(Frame frame)
    {
        var result = first.Evaluate(frame);
        foreach (var (position, sign, operand) in tail)
        {
            var next = operand.Evaluate(frame);
            frame.Position = position;
            result = BinaryOperators.Apply(frame.Thread, sign, result, next);
        }

        return result;
    }
}

/// <summary><c>a &lt; b &lt; c</c>: every operand is evaluated at most once, the rest not after a false one.</summary>
internal sealed class ComparisonChainNode(Node first, (SourcePosition Position, Operator Sign, Node Operand)[] tail) : Node
{
    public override StarlarkValue Evaluate(Frame frame)
    {
        var left = first.Evaluate(frame);
        StarlarkValue result = StarlarkBool.True;
        foreach (var (position, sign, operand) in tail)
        {
            var right = operand.Evaluate(frame);
            frame.Position = position;
            result = BinaryOperators.Apply(frame.Thread, sign, left, right);
            if (!result.IsTrue)
            {
                return result;
            }

            left = right;
        }

        return result;
    }
}

/// <summary><c>and</c> and <c>or</c>: the first operand that decides, or else the last.</summary>
internal sealed class LogicalNode(bool isAnd, Node[] operands) : Node
{
    public override StarlarkValue Evaluate(Frame frame)
    {
        for (var i = 0; i < operands.Length - 1; i++)
        {
            var value = operands[i].Evaluate(frame);
            if (value.IsTrue != isAnd)
            {
                return value;
            }
        }

        return operands[^1].Evaluate(frame);
    }
}

internal sealed class NotNode(Node operand) : Node
{
    public override StarlarkValue Evaluate(Frame frame) => StarlarkBool.Of(!operand.Evaluate(frame).IsTrue);
}

internal sealed class UnaryNode(SourcePosition position, string sign, Node operand) : Node
{
    public override StarlarkValue Evaluate(Frame frame)
    {
        var value = operand.Evaluate(frame);
        frame.Position = position;
        frame.Thread.Step();
        return UnaryOperators.Apply(frame.Thread, sign, value);
    }
}

internal sealed class ConditionalNode(Node condition, Node then, Node otherwise) : Node
{
    public override StarlarkValue Evaluate(Frame frame) => (condition.Evaluate(frame).IsTrue ? then : otherwise).Evaluate(frame);
}
