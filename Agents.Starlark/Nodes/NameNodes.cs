namespace Agents.Starlark;

internal sealed class LocalNode(SourcePosition position, string name, int slot) : Node
{
    public override StarlarkValue Evaluate(Frame frame) => frame.Slots[slot] ?? throw Unassigned(frame, position, "local", name);

    public static StarlarkException Unassigned(Frame frame, SourcePosition position, string kind, string name)
    {
        frame.Position = position;
        return Faults.Name($"{kind} variable {name} referenced before assignment");
    }
}

internal sealed class CellNode(SourcePosition position, string name, int cell) : Node
{
    public override StarlarkValue Evaluate(Frame frame)
        => frame.Cells[cell].Value ?? throw LocalNode.Unassigned(frame, position, "local", name);
}

internal sealed class FreeNode(SourcePosition position, string name, int index) : Node
{
    public override StarlarkValue Evaluate(Frame frame)
        => frame.Closure[index].Value ?? throw LocalNode.Unassigned(frame, position, "local", name);
}

/// <summary>A global variable; where globals may be rebound, one without a value is looked up in the scope.</summary>
internal sealed class GlobalNode(SourcePosition position, string name, int index, OuterNode? fallback) : Node
{
    public override StarlarkValue Evaluate(Frame frame)
    {
        if (frame.Instance.Globals[index] is { } value)
        {
            return value;
        }

        return fallback is not null && fallback.TryGet(frame) is { } outer ? outer : throw LocalNode.Unassigned(frame, position, "global", name);
    }
}

/// <summary>
/// A name of the scope, or else a built-in one. Before a call's arguments a built-in function comes first: an input that happens to be
/// called <c>len</c> or <c>type</c> does not take the function away.
/// </summary>
internal sealed class OuterNode(SourcePosition position, string name, StarlarkValue? builtin, bool isCallee) : Node
{
    public override StarlarkValue Evaluate(Frame frame) => TryGet(frame) ?? throw Undefined(frame);

    public StarlarkValue? TryGet(Frame frame)
    {
        if (isCallee && builtin is not null)
        {
            return builtin;
        }

        frame.Position = position;
        return frame.Instance.Scope.TryGet(name, out var value) ? value : builtin;
    }

    private StarlarkException Undefined(Frame frame)
    {
        frame.Position = position;
        var program = frame.Instance.Program;
        var known = frame.Instance.Scope.Names.Concat(program.GlobalNames).Concat(Universe.Names(program.Dialect.Features));
        return Faults.Name($"undefined: {name}{Spelling.Hint(name, known)}");
    }
}
