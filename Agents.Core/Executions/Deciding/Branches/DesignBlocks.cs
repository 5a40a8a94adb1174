using Agents.Core.Designs;
using Agents.Core.Evaluation;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>A design: its blocks as branches, each as soon as what it depends on is over.</summary>
internal static class DesignBlocks
{
    public static CompositePlan Plan(DesignState state, StateScope scope) => new Planned(
        new CompositeShape(CompositeKind.Design, state.Parts.Count) { Ends = Ends(state) },
        Composites.RenderInput(state, scope));

    public static Verdict Decide(DesignState state, Composite composite, JsonValue given)
    {
        if (composite.FirstFailed is { } failed)
        {
            return AllBranches.Broken(failed, "Block");
        }

        return composite.Ended.Count == composite.Shape.Total ? Verdict.Done : new Opens([.. new DesignRun(state, composite, given).Decide()]);
    }

    // The blocks whose results nobody takes: those of the design.
    private static List<int> Ends(DesignState state)
    {
        var taken = state.Parts.SelectMany(static part => part.Inputs).Select(static input => input.Block).ToHashSet();
        return [.. Enumerable.Range(0, state.Parts.Count).Where(part => !taken.Contains(part))];
    }
}
