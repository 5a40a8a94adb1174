namespace Agents.Starlark;

/// <summary>One running function (or the top level): its variables and where it is.</summary>
internal sealed class Frame(StarlarkThread thread, ProgramInstance instance, FunctionCode code, Cell[] closure, Frame? caller)
{
    public StarlarkThread Thread { get; } = thread;

    public ProgramInstance Instance { get; } = instance;

    public FunctionCode Code { get; } = code;

    public Cell[] Closure { get; } = closure;

    public Frame? Caller { get; } = caller;

    public StarlarkValue?[] Slots { get; } = code.SlotCount == 0 ? [] : new StarlarkValue?[code.SlotCount];

    public Cell[] Cells { get; } = code.CellCount == 0 ? [] : NewCells(code.CellCount);

    /// <summary>The operation that runs now; errors are reported here.</summary>
    public SourcePosition Position { get; set; }

    /// <summary>What return gave, or the value of the program's last statement.</summary>
    public StarlarkValue Result { get; set; } = StarlarkNone.Instance;

    /// <summary>The thread's memory when the running statement began: what was made since may be held by it.</summary>
    public long StatementMark { get; set; }

    /// <summary>Bytes that running loops hold besides variables.</summary>
    public long HeldByLoops { get; set; }

    /// <summary>Bytes that the running statement may hold while it waits for a call.</summary>
    public long HeldInCall { get; set; }

    private static Cell[] NewCells(int count)
    {
        var cells = new Cell[count];
        for (var i = 0; i < count; i++)
        {
            cells[i] = new Cell();
        }

        return cells;
    }
}

/// <summary>A variable that a function shares with its inner functions.</summary>
internal sealed class Cell
{
    public StarlarkValue? Value { get; set; }
}
