namespace Agents.Starlark;

internal sealed class TupleNode(Node[] items) : Node
{
    public override StarlarkValue Evaluate(Frame frame)
    {
        frame.Thread.Work(items.Length);
        return frame.Thread.Tuple(EvaluateAll(items, frame));
    }
}

internal sealed class ListNode(Node[] items) : Node
{
    public override StarlarkValue Evaluate(Frame frame)
    {
        frame.Thread.Work(items.Length);
        frame.Thread.Reserve(Footprint.List(items.Length));
        return new StarlarkList(new List<StarlarkValue>(EvaluateAll(items, frame)));
    }
}

internal sealed class DictNode((SourcePosition Position, Node Key, Node Value)[] entries) : Node
{
    public override StarlarkValue Evaluate(Frame frame)
    {
        frame.Thread.Reserve(Footprint.Dict(entries.Length));
        var dict = new StarlarkDict();
        var table = dict.Change("insert into");
        foreach (var (position, keyNode, valueNode) in entries)
        {
            var key = keyNode.Evaluate(frame);
            var value = valueNode.Evaluate(frame);
            frame.Position = position;
            frame.Thread.Step();
            if (!table.Set(key, value))
            {
                throw Faults.Value($"duplicate key: {Representation.Short(key)}");
            }
        }

        return dict;
    }
}

/// <summary>An f-string: texts and values, each value with its conversion and specification.</summary>
internal sealed class FStringNode(SourcePosition position, FStringNode.Piece[] pieces) : Node
{
    public override StarlarkValue Evaluate(Frame frame) => StarlarkString.Of(Text(frame));

    private string Text(Frame frame)
    {
        frame.Thread.Step();
        var text = new Representation(frame.Thread);
        foreach (var piece in pieces)
        {
            if (piece.Value is null)
            {
                text.Append(piece.Text);
                continue;
            }

            var value = piece.Value.Evaluate(frame);
            var specification = piece.Specification?.Text(frame) ?? "";
            frame.Position = position;
            value = piece.Conversion switch
            {
                'r' => Representation.Value(frame.Thread, value),
                's' => Representation.Text(frame.Thread, value),
                _ => value,
            };
            FormatSpecification.Append(text, value, specification);
        }

        return text.ToString();
    }

    internal sealed record Piece(string Text, Node? Value, char Conversion, FStringNode? Specification);
}

internal sealed class FunctionNode(FunctionCode code, Node?[] defaults) : Node
{
    public override StarlarkValue Evaluate(Frame frame)
    {
        var values = defaults.Length == 0 ? [] : new StarlarkValue?[defaults.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = defaults[i]?.Evaluate(frame);
        }

        frame.Thread.Reserve(Footprint.Closure);
        return new StarlarkFunction(code, frame.Instance, values, Closure(frame));
    }

    private Cell[] Closure(Frame frame)
    {
        var cells = code.Captures.Length == 0 ? [] : new Cell[code.Captures.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            var (fromClosure, index) = code.Captures[i];
            cells[i] = (fromClosure ? frame.Closure : frame.Cells)[index];
        }

        return cells;
    }
}
