namespace Agents.Starlark;

/// <summary>A lexical block: a function's, or a comprehension's inside one.</summary>
internal class Block(Block? parent)
{
    public Block? Parent { get; } = parent;

    public Dictionary<string, Variable> Variables { get; } = [];

    /// <summary>The function whose frame holds this block's variables.</summary>
    public virtual FunctionBlock Function => Parent!.Function;

    public Variable Declare(string name)
    {
        if (!Variables.TryGetValue(name, out var variable))
        {
            variable = new Variable(name, Function, Function.SlotCount++);
            Variables.Add(name, variable);
        }

        return variable;
    }
}

/// <summary>A function's block; the module's top level is one, too.</summary>
internal sealed class FunctionBlock(Block? parent) : Block(parent)
{
    public int SlotCount { get; set; }

    public int CellCount { get; set; }

    /// <summary>Variables of outer functions that this one or its inner functions use, with their index in the closure.</summary>
    public Dictionary<Variable, int> Free { get; } = [];

    public override FunctionBlock Function => this;

    /// <summary>The variable's place in the closure; outer functions between here and its owner get it into theirs.</summary>
    public int Capture(Variable variable)
    {
        variable.Capture();
        if (Free.TryGetValue(variable, out var index))
        {
            return index;
        }

        var outer = Parent!.Function;
        if (outer != variable.Owner)
        {
            outer.Capture(variable);
        }

        Free.Add(variable, Free.Count);
        return Free.Count - 1;
    }
}

/// <summary>A local variable. One that inner functions use lives in a cell instead of a slot.</summary>
internal sealed class Variable(string name, FunctionBlock owner, int slot)
{
    public string Name { get; } = name;

    public FunctionBlock Owner { get; } = owner;

    public int Slot { get; } = slot;

    /// <summary>Its cell in the frame; -1 while no inner function uses it.</summary>
    public int Cell { get; private set; } = -1;

    public void Capture()
    {
        if (Cell < 0)
        {
            Cell = Owner.CellCount++;
        }
    }
}
