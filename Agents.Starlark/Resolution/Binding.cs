namespace Agents.Starlark;

/// <summary>What a name means where it stands.</summary>
internal abstract record Binding
{
    /// <summary>A variable of the function that the name stands in.</summary>
    public sealed record Local(Variable Variable) : Binding;

    /// <summary>A variable of an outer function, at an index of the closure.</summary>
    public sealed record Free(Variable Variable, int Index) : Binding;

    /// <summary>A top-level variable of the program.</summary>
    public sealed record Global(int Index) : Binding;

    /// <summary>A value that every program has and no scope hides.</summary>
    public sealed record Constant(StarlarkValue Value) : Binding;

    /// <summary>A name of the scope, or else a built-in one.</summary>
    public sealed record Outer : Binding;
}
