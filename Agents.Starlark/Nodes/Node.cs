namespace Agents.Starlark;

/// <summary>A compiled expression: names are resolved to slots, constants are made, nothing is looked up that need not be.</summary>
internal abstract class Node
{
    public abstract StarlarkValue Evaluate(Frame frame);

    protected static StarlarkValue[] EvaluateAll(Node[] nodes, Frame frame)
    {
        if (nodes.Length == 0)
        {
            return [];
        }

        var values = new StarlarkValue[nodes.Length];
        for (var i = 0; i < nodes.Length; i++)
        {
            values[i] = nodes[i].Evaluate(frame);
        }

        return values;
    }
}

internal sealed class ConstantNode(StarlarkValue value) : Node
{
    public StarlarkValue Value => value;

    public override StarlarkValue Evaluate(Frame frame) => value;
}
