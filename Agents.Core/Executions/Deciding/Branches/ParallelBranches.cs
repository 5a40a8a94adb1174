using Agents.Core.Evaluation;
using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>A <c>parallel</c> state: branches at once, each on its own context, until as many are done as the join asks for.</summary>
internal static class ParallelBranches
{
    public static CompositePlan Plan(ParallelState state, StateScope scope) => new Planned(
        new CompositeShape(CompositeKind.Parallel, state.Branches.Count) { Aggregation = state.Aggregation },
        Composites.RenderInput(state, scope));

    public static Verdict Decide(ParallelState state, Composite composite)
    {
        var total = composite.Shape.Total;
        if (state.Join.Mode == "all" || composite.Started < total)
        {
            return AllBranches.Decide(composite, total, index => state.Branches[index].Name, "Branch");
        }

        var needed = state.Join.Mode == "any" ? 1 : state.Join.Count;
        return composite.Ended.Count - composite.Failures >= needed ? Verdict.Done
            : composite.FirstFailed is { } failed && total - composite.Failures < needed ? AllBranches.Broken(failed, "Too few branches are left; the first that failed is branch")
            : Verdict.Waits;
    }
}
