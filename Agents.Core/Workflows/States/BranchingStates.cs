namespace Agents.Core.Workflows;

/// <summary>States that run inside another state, with their own start.</summary>
/// <param name="Start">The first state.</param>
/// <param name="States">All of them, in order.</param>
public sealed record StateBlock(string Start, IReadOnlyList<State> States)
{
    /// <summary>Finds a state of the block by name; null where there is none.</summary>
    public State? FindState(string name) => States.FirstOrDefault(state => state.Name == name);
}

/// <summary>Runs branches at once, each with its own copy of the context.</summary>
/// <param name="Name">The state's name.</param>
public sealed record ParallelState(string Name) : State(Name)
{
    /// <inheritdoc/>
    public override string Type => "parallel";

    /// <summary>The branches in order.</summary>
    public required IReadOnlyList<Branch> Branches { get; init; }

    /// <summary>When the state is done. Default: all branches.</summary>
    public Join Join { get; init; } = Join.All;

    /// <summary>Shape of the result: <c>merge</c> (default), <c>array</c> or <c>first</c>.</summary>
    public string Aggregation { get; init; } = "merge";

    /// <inheritdoc/>
    public override IEnumerable<StateBlock> Blocks() => Branches.Select(static branch => branch.Block);
}

/// <summary>One branch of a <see cref="ParallelState"/>.</summary>
/// <param name="Name">The key of its result.</param>
/// <param name="Block">Its states.</param>
public sealed record Branch(string Name, StateBlock Block);

/// <summary>When parallel branches are done.</summary>
/// <param name="Mode"><c>all</c>, <c>any</c> or <c>count</c>.</param>
/// <param name="Count">How many, for <c>count</c>.</param>
public sealed record Join(string Mode, int Count = 0)
{
    /// <summary>When every branch is done.</summary>
    public static readonly Join All = new("all");
}

/// <summary>Runs a block once per item of a list.</summary>
/// <param name="Name">The state's name.</param>
public sealed record ForeachState(string Name) : State(Name)
{
    /// <inheritdoc/>
    public override string Type => "foreach";

    /// <summary>The list.</summary>
    public required ContextPath ItemsPath { get; init; }

    /// <summary>The name under which the block reads its item.</summary>
    public string ItemName { get; init; } = "item";

    /// <summary>How many items run at once, at least 1.</summary>
    public int MaxConcurrency { get; init; } = 1;

    /// <summary>The states that run per item.</summary>
    public required StateBlock Iterator { get; init; }

    /// <summary>Whether a failed item leaves the others running.</summary>
    public bool ContinueOnError { get; init; }

    /// <summary>Shape of the result: <c>results</c> (default), <c>array</c>, <c>merge</c> or <c>first</c>.</summary>
    public string Aggregation { get; init; } = "results";

    /// <inheritdoc/>
    public override IEnumerable<StateBlock> Blocks() => [Iterator];
}

/// <summary>Runs a block and another one when it fails.</summary>
/// <param name="Name">The state's name.</param>
public sealed record TryState(string Name) : State(Name)
{
    /// <inheritdoc/>
    public override string Type => "try";

    /// <summary>What is tried.</summary>
    public required StateBlock Try { get; init; }

    /// <summary>What runs after a failure, with <c>_error</c> in its context.</summary>
    public StateBlock? Catch { get; init; }

    /// <summary>The only error code that is caught; null catches every failure.</summary>
    public string? CatchCode { get; init; }

    /// <summary>What runs in any case.</summary>
    public StateBlock? Finally { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<StateBlock> Blocks() => new[] { Try, Catch, Finally }.OfType<StateBlock>();
}
