namespace Agents.Starlark;

/// <summary>What can stand left of an assignment.</summary>
internal abstract class TargetNode
{
    public abstract void Assign(Frame frame, StarlarkValue value);
}

internal sealed class LocalTarget(int slot) : TargetNode
{
    public override void Assign(Frame frame, StarlarkValue value) => frame.Slots[slot] = value;
}

internal sealed class CellTarget(int cell) : TargetNode
{
    public override void Assign(Frame frame, StarlarkValue value) => frame.Cells[cell].Value = value;
}

internal sealed class GlobalTarget(int index) : TargetNode
{
    public override void Assign(Frame frame, StarlarkValue value) => frame.Instance.Globals[index] = value;
}

internal sealed class IndexTarget(SourcePosition position, Node container, Node index) : TargetNode
{
    public override void Assign(Frame frame, StarlarkValue value)
    {
        var target = container.Evaluate(frame);
        var at = index.Evaluate(frame);
        frame.Position = position;
        Indexing.Set(frame.Thread, target, at, value);
    }
}

/// <summary><c>x.name = value</c>: sets a dict's entry where dicts have dot access.</summary>
internal sealed class AttributeTarget(SourcePosition position, Node target, StarlarkString name) : TargetNode
{
    public override void Assign(Frame frame, StarlarkValue value)
    {
        var container = target.Evaluate(frame);
        frame.Position = position;
        Set(frame.Thread, container, name, value);
    }

    public static void Set(StarlarkThread thread, StarlarkValue container, StarlarkString name, StarlarkValue value)
    {
        if (container is not StarlarkMapping || (thread.Features & StarlarkFeatures.DotAccess) == StarlarkFeatures.None)
        {
            throw Faults.Type($"can't assign to .{name.Value} field of {container.TypeName}");
        }

        Indexing.Set(thread, container, name, value);
    }
}

internal sealed class UnpackTarget(SourcePosition position, TargetNode[] targets) : TargetNode
{
    public override void Assign(Frame frame, StarlarkValue value)
    {
        frame.Position = position;
        frame.Thread.Step();
        var items = value.Iterate() ?? throw Faults.Type($"got {value.TypeName} in sequence assignment: {value.TypeName} value is not iterable");
        if (value.Length != targets.Length)
        {
            var problem = value.Length < targets.Length ? "too few" : "too many";
            throw Faults.Value($"{problem} values to unpack (got {value.Length}, want {targets.Length})");
        }

        // All values are taken before the first is assigned: the assignments may change the iterable.
        StarlarkValue[] values = [.. items];
        for (var i = 0; i < targets.Length; i++)
        {
            targets[i].Assign(frame, values[i]);
        }
    }
}
