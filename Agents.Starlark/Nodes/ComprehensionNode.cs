namespace Agents.Starlark;

/// <summary>A list comprehension, or a dict's when there is a value.</summary>
internal sealed class ComprehensionNode(SourcePosition position, ComprehensionNode.Clause[] clauses, Node body, Node? value, int[] slots, int[] cells) : Node
{
    public override StarlarkValue Evaluate(Frame frame)
    {
        Renew(frame);
        if (value is null)
        {
            frame.Thread.Reserve(Footprint.List(0));
            List<StarlarkValue> items = [];
            Run(frame, 0, () => frame.Thread.Append(items, body.Evaluate(frame)));
            return new StarlarkList(items);
        }

        frame.Thread.Reserve(Footprint.Dict(0));
        var dict = new StarlarkDict();
        Run(frame, 0, () =>
        {
            var key = body.Evaluate(frame);
            var entry = value.Evaluate(frame);
            frame.Position = position;
            DictMethods.Set(frame.Thread, dict, key, entry);
        });
        return dict;
    }

    /// <summary>The variables start without values, and functions made in another run of this comprehension keep theirs.</summary>
    private void Renew(Frame frame)
    {
        foreach (var slot in slots)
        {
            frame.Slots[slot] = null;
        }

        foreach (var cell in cells)
        {
            frame.Cells[cell] = new Cell();
        }
    }

    private void Run(Frame frame, int depth, Action emit)
    {
        if (depth == clauses.Length)
        {
            emit();
            return;
        }

        var clause = clauses[depth];
        if (clause.Condition is { } condition)
        {
            if (condition.Evaluate(frame).IsTrue)
            {
                Run(frame, depth + 1, emit);
            }

            return;
        }

        var iterable = clause.Iterable!.Evaluate(frame);
        frame.Position = clause.Position;
        foreach (var item in iterable.Iterate() ?? throw Faults.NotIterable(iterable))
        {
            frame.Thread.Step();
            clause.Target!.Assign(frame, item);
            Run(frame, depth + 1, emit);
        }
    }

    /// <summary>A for clause, or an if clause when there is a condition.</summary>
    internal sealed record Clause(SourcePosition Position, TargetNode? Target, Node? Iterable, Node? Condition);
}
