using Agents.Core.Workflows;

namespace Agents.Core.Executions.Reads;

/// <summary>A state and what surrounds it.</summary>
/// <param name="State">The state.</param>
/// <param name="Top">The top-level state that it is or stands in.</param>
/// <param name="Loops">The foreach states around it, innermost first.</param>
internal sealed record PlacedState(State State, State Top, IReadOnlyList<PlacedState> Loops);

/// <summary>All states of a plan, also those inside others, as the file has them: what a pattern is made of is nobody's to read.</summary>
internal static class PlanStates
{
    public static IEnumerable<PlacedState> Of(Workflow plan) => plan.States.SelectMany(static state => Within(new PlacedState(state, state, [])));

    /// <summary>The blocks of a state with their names; null where a state has only the one.</summary>
    public static IEnumerable<(string? Name, StateBlock Block)> NamedBlocks(State state) => state switch
    {
        ParallelState parallel => parallel.Branches.Select(static branch => ((string?)branch.Name, branch.Block)),
        ForeachState loop => [(null, loop.Iterator)],
        TryState attempt => new[] { ("try", attempt.Try), ("catch", attempt.Catch), ("finally", attempt.Finally) }
            .Where(static block => block.Item2 is not null).Select(static block => ((string?)block.Item1, block.Item2!)),
        _ => [],
    };

    private static IEnumerable<PlacedState> Within(PlacedState placed)
    {
        IReadOnlyList<PlacedState> loops = placed.State is ForeachState ? [placed, .. placed.Loops] : placed.Loops;
        return NamedBlocks(placed.State)
            .SelectMany(static named => named.Block.States)
            .SelectMany(state => Within(new PlacedState(state, placed.Top, loops)))
            .Prepend(placed);
    }
}
