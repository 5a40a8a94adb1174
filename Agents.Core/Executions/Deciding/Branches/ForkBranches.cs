using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>A fork of a graph: its branches run the graph's own nodes, each on its own context, until they meet.</summary>
internal static class ForkBranches
{
    public static CompositePlan Plan(ForkState state, Workflow plan) => new Planned(
        new CompositeShape(CompositeKind.Fork, state.Fork.Branches.Count)
        {
            Appends = [.. plan.Fields.Where(static field => field.Appends).Select(static field => field.Name)],
        },
        JsonValue.Null);

    public static Verdict Decide(ForkState state, Composite composite)
        => AllBranches.Decide(composite, composite.Shape.Total, index => state.Fork.Branches[index], "Branch");
}
