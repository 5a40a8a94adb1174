using Agents.Starlark;

namespace Agents.Core.Workflows;

/// <summary>Where an execution goes after a state. A closed family.</summary>
public abstract record Transition
{
    private protected Transition()
    {
    }

    /// <summary>Every state that this transition can lead to.</summary>
    public abstract IEnumerable<string> Targets { get; }
}

/// <summary>The execution (or the branch) is at its end.</summary>
public sealed record EndTransition : Transition
{
    /// <summary>The only one.</summary>
    public static readonly EndTransition Instance = new();

    /// <inheritdoc/>
    public override IEnumerable<string> Targets => [];
}

/// <summary>On to one state.</summary>
/// <param name="Target">The state's name.</param>
public sealed record ToTransition(string Target) : Transition
{
    /// <inheritdoc/>
    public override IEnumerable<string> Targets => [Target];
}

/// <summary>The first route whose condition is true, else the default.</summary>
/// <param name="Routes">Tried in order.</param>
/// <param name="Default">Where to go when none is true; null means that this fails the step.</param>
public sealed record RoutesTransition(IReadOnlyList<Route> Routes, Transition? Default) : Transition
{
    /// <inheritdoc/>
    public override IEnumerable<string> Targets => Routes.SelectMany(static route => route.Target.Targets).Concat(Default?.Targets ?? []);
}

/// <summary>One condition of a <see cref="RoutesTransition"/> or a switch.</summary>
/// <param name="Condition">The condition as it was written.</param>
/// <param name="Program">The condition, parsed.</param>
/// <param name="Target">Where to go when it is true.</param>
public sealed record Route(string Condition, StarlarkProgram Program, Transition Target);

/// <summary>
/// After the state: if the field is true or the state has run <paramref name="MaxIterations"/> times, on to <paramref name="Exit"/>, else the state again.
/// </summary>
/// <param name="State">The state that loops.</param>
/// <param name="ConditionField">A boolean field of the context; null loops until the limit.</param>
/// <param name="MaxIterations">1 to 100.</param>
/// <param name="Exit">Where to go afterwards.</param>
/// <param name="Until">A condition that ends the loop when true (node-level <c>loop.until</c>); null where the field decides.</param>
public sealed record LoopTransition(string State, string? ConditionField, int MaxIterations, Transition Exit, Route? Until = null) : Transition
{
    /// <inheritdoc/>
    public override IEnumerable<string> Targets => [State, .. Exit.Targets];
}

/// <summary>Several states at once, each with its own copy of the context; the branches join at <paramref name="Join"/>.</summary>
/// <param name="Branches">The first state of each branch.</param>
/// <param name="Join">The state where all branches meet; null means the end.</param>
public sealed record ForkTransition(IReadOnlyList<string> Branches, string? Join) : Transition
{
    /// <inheritdoc/>
    public override IEnumerable<string> Targets => Join is null ? Branches : [.. Branches, Join];
}

/// <summary>One state for each item of a list, results collected into another list (the graph format's <c>parallel</c> edge).</summary>
/// <param name="ItemsField">The list.</param>
/// <param name="TargetState">The state that runs per item; reads <c>_parallel_item</c> and <c>_parallel_index</c>.</param>
/// <param name="CollectField">Where the results go, in the items' order.</param>
public sealed record MapTransition(string ItemsField, string TargetState, string CollectField) : Transition
{
    /// <inheritdoc/>
    public override IEnumerable<string> Targets => [TargetState];
}
