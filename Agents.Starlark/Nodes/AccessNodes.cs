namespace Agents.Starlark;

internal sealed class AttributeNode(SourcePosition position, Node target, string name) : Node
{
    public Node Target => target;

    public string Name => name;

    public SourcePosition Position => position;

    public override StarlarkValue Evaluate(Frame frame)
    {
        var value = target.Evaluate(frame);
        frame.Position = position;
        frame.Thread.Step();
        return Attributes.Get(frame.Thread, value, name);
    }
}

internal sealed class IndexNode(SourcePosition position, Node target, Node index) : Node
{
    public override StarlarkValue Evaluate(Frame frame)
    {
        var value = target.Evaluate(frame);
        var at = index.Evaluate(frame);
        frame.Position = position;
        return Indexing.Get(frame.Thread, value, at);
    }
}

internal sealed class SliceNode(SourcePosition position, Node target, Node? start, Node? stop, Node? step) : Node
{
    public override StarlarkValue Evaluate(Frame frame)
    {
        var value = target.Evaluate(frame);
        var (first, last, stride) = (start?.Evaluate(frame), stop?.Evaluate(frame), step?.Evaluate(frame));
        frame.Position = position;
        return Slicing.Get(frame.Thread, value, first, last, stride);
    }
}
