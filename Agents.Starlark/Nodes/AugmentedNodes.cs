namespace Agents.Starlark;

/// <summary>
/// <c>x op= y</c>. Lists, dicts and sets change in place, as the specification has it for <c>+=</c>, <c>|=</c> and the set operators.
/// </summary>
internal static class Augmented
{
    public static StarlarkValue Apply(StarlarkThread thread, Operator sign, StarlarkValue left, StarlarkValue right)
    {
        switch (sign, left, right)
        {
            case (Operator.Add, StarlarkList list, _) when right.Iterate() is not null:
                list.Change("apply += to");
                ListMethods.Extend(thread, list, right, "+=");
                return list;
            case (Operator.Or, StarlarkDict dict, StarlarkMapping other):
                dict.Change("update");
                DictMethods.Insert(thread, dict, other);
                return dict;
            case (Operator.Or or Operator.And or Operator.Subtract or Operator.Xor, StarlarkSet set, StarlarkSet other):
                SetMethods.Replace(set, SetOperators.Apply(thread, sign, set, other), "update");
                return set;
            default:
                return BinaryOperators.Apply(thread, sign, left, right);
        }
    }
}

internal sealed class AugmentedNameNode(SourcePosition position, Operator sign, Node name, TargetNode target, Node value) : StatementNode
{
    public override Flow Execute(Frame frame)
    {
        var left = name.Evaluate(frame);
        var right = value.Evaluate(frame);
        frame.Position = position;
        target.Assign(frame, Augmented.Apply(frame.Thread, sign, left, right));
        return Flow.Next;
    }
}

internal sealed class AugmentedIndexNode(SourcePosition position, Operator sign, Node container, Node index, Node value) : StatementNode
{
    public override Flow Execute(Frame frame)
    {
        var target = container.Evaluate(frame);
        var at = index.Evaluate(frame);
        frame.Position = position;
        var left = Indexing.Get(frame.Thread, target, at);
        var right = value.Evaluate(frame);
        frame.Position = position;
        Indexing.Set(frame.Thread, target, at, Augmented.Apply(frame.Thread, sign, left, right));
        return Flow.Next;
    }
}

internal sealed class AugmentedAttributeNode(SourcePosition position, Operator sign, Node container, StarlarkString name, Node value) : StatementNode
{
    public override Flow Execute(Frame frame)
    {
        var target = container.Evaluate(frame);
        frame.Position = position;
        var left = Attributes.Get(frame.Thread, target, name.Value);
        var right = value.Evaluate(frame);
        frame.Position = position;
        AttributeTarget.Set(frame.Thread, target, name, Augmented.Apply(frame.Thread, sign, left, right));
        return Flow.Next;
    }
}
