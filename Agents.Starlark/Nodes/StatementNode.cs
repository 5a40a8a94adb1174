namespace Agents.Starlark;

/// <summary>How a statement ended.</summary>
internal enum Flow
{
    Next,
    Break,
    Continue,
    Return,
}

/// <summary>A compiled statement.</summary>
internal abstract class StatementNode
{
    public static Flow ExecuteAll(StatementNode[] statements, Frame frame)
    {
        var thread = frame.Thread;
        foreach (var statement in statements)
        {
            thread.Step();
            frame.StatementMark = thread.Used;
            var flow = statement.Execute(frame);
            if (flow != Flow.Next)
            {
                return flow;
            }
        }

        return Flow.Next;
    }

    public abstract Flow Execute(Frame frame);
}

/// <param name="value">The expression.</param>
/// <param name="isResult">Whether its value is the program's: it is the last statement.</param>
internal sealed class ExpressionNode(Node value, bool isResult) : StatementNode
{
    public override Flow Execute(Frame frame)
    {
        var result = value.Evaluate(frame);
        if (isResult)
        {
            frame.Result = result;
        }

        return Flow.Next;
    }
}

internal sealed class AssignNode(TargetNode target, Node value) : StatementNode
{
    public override Flow Execute(Frame frame)
    {
        target.Assign(frame, value.Evaluate(frame));
        return Flow.Next;
    }
}

internal sealed class ReturnNode(Node? value) : StatementNode
{
    public override Flow Execute(Frame frame)
    {
        frame.Result = value?.Evaluate(frame) ?? StarlarkNone.Instance;
        return Flow.Return;
    }
}

internal sealed class JumpNode(Flow flow) : StatementNode
{
    public override Flow Execute(Frame frame) => flow;
}

internal sealed class IfNode((Node Condition, StatementNode[] Body)[] branches, StatementNode[] otherwise) : StatementNode
{
    public override Flow Execute(Frame frame)
    {
        foreach (var (condition, body) in branches)
        {
            if (condition.Evaluate(frame).IsTrue)
            {
                return ExecuteAll(body, frame);
            }
        }

        return ExecuteAll(otherwise, frame);
    }
}

internal sealed class ForNode(SourcePosition position, TargetNode target, Node iterable, StatementNode[] body) : StatementNode
{
    public override Flow Execute(Frame frame)
    {
        var thread = frame.Thread;
        var items = iterable.Evaluate(frame);
        frame.Position = position;
        var held = thread.Used - frame.StatementMark;
        frame.HeldByLoops += held;
        foreach (var item in items.Iterate() ?? throw Faults.NotIterable(items))
        {
            frame.Position = position;
            thread.Step();
            frame.StatementMark = thread.Used;
            target.Assign(frame, item);
            var flow = ExecuteAll(body, frame);
            if (flow == Flow.Return)
            {
                return flow;
            }

            if (flow == Flow.Break)
            {
                break;
            }
        }

        frame.HeldByLoops -= held;
        return Flow.Next;
    }
}
