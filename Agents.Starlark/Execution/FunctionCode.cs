namespace Agents.Starlark;

/// <summary>A compiled function. Its first slots are the parameters, in order.</summary>
internal sealed class FunctionCode
{
    public required string Name { get; init; }

    public required SourcePosition Position { get; init; }

    public required ParameterList Parameters { get; init; }

    public required int SlotCount { get; init; }

    public required int CellCount { get; init; }

    public required StatementNode[] Body { get; init; }

    /// <summary>Where the creating function has the variables of the closure.</summary>
    public required CaptureSource[] Captures { get; init; }
}

/// <summary>A cell of the creating frame, or of its closure.</summary>
internal readonly record struct CaptureSource(bool FromClosure, int Index);
