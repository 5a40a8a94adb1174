using Agents.Core.Evaluation;
using Agents.Core.Json;

namespace Agents.Core.Executions;

/// <summary>A map of a graph: one node once per item of a list, results in the items' order.</summary>
internal static class MapItems
{
    /// <summary>How many items run at once: the format has no key for it, and providers limit rates.</summary>
    public const int AtOnce = 16;

    public static CompositePlan Plan(MapState state, StateScope scope)
        => scope.Frame.Context.Find(state.Map.ItemsField) is JsonArray items
            ? new Planned(new CompositeShape(CompositeKind.Map, items.Count), items)
            : new NotPlanned(new ExecutionError(ErrorCategory.Validation, $"The field '{state.Map.ItemsField}', which is mapped over, is not a list."));

    public static Verdict Decide(Composite composite) => AllBranches.Decide(composite, AtOnce, BranchFrames.ItemKey, "Item");
}
