using Agents.Core.Evaluation;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>A <c>foreach</c> state: its block once per item, so many at once, in the items' order.</summary>
internal static class ForeachItems
{
    public static CompositePlan Plan(ForeachState state, StateScope scope) => scope.Follow(state.ItemsPath) switch
    {
        JsonArray items => new Planned(
            new CompositeShape(CompositeKind.Foreach, items.Count) { Aggregation = state.Aggregation, ItemName = state.ItemName },
            items),
        null => Broken($"itemsPath '{state.ItemsPath}' leads to nothing. Write the list before, or correct the path."),
        var other => Broken($"itemsPath '{state.ItemsPath}' leads to a value of type {other.TypeName}; it must be a list."),
    };

    public static Verdict Decide(ForeachState state, Composite composite) => state.ContinueOnError
        ? AllBranches.Go(composite, state.MaxConcurrency, BranchFrames.ItemKey)
        : AllBranches.Decide(composite, state.MaxConcurrency, BranchFrames.ItemKey, "Item");

    private static NotPlanned Broken(string message) => new(new ExecutionError(ErrorCategory.Validation, message));
}
