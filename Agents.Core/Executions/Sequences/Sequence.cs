using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>The states that a frame runs, where it begins and where it ends.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="States">Its states by name.</param>
internal sealed record Sequence(Transition Start, IReadOnlyDictionary<string, State> States)
{
    /// <summary>The state before which it ends, where branches join; null where it ends by itself.</summary>
    public string? Join { get; init; }

    /// <summary>Whether one state is all of it, wherever that leads.</summary>
    public bool IsSingle { get; init; }

    /// <summary>Finds a state; null where there is none.</summary>
    public State? Find(string name) => States.GetValueOrDefault(name);

    public static Sequence Of(StateBlock block)
        => new(new ToTransition(block.Start), block.States.DistinctBy(static state => state.Name).ToDictionary(static state => state.Name, StringComparer.Ordinal));
}
