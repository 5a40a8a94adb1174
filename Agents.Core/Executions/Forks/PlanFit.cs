using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>Whether a workflow version can go on with an execution that began on another one.</summary>
internal static class PlanFit
{
    /// <summary>What is missing; null where it fits: each place that the execution stands in exists, and branches that are open are the same ones.</summary>
    public static string? Problem(ExecutionState state, Workflow plan)
        => state.Frames.InOrder.Prepend(state.Root).Select(frame => Problem(frame, plan)).FirstOrDefault(static problem => problem is not null);

    private static string? Problem(Frame frame, Workflow plan)
    {
        var place = frame.Path.Length == 0 ? "" : $" in the branch '{frame.Path}'";
        if (PlanSequences.Of(plan).Find(frame.Path) is not { } sequence)
        {
            return $"the branch '{frame.Path}' does not exist";
        }

        if (frame.Pending.State is { } next && next != sequence.Join && sequence.Find(next) is null)
        {
            return $"the state '{next}'{place} does not exist";
        }

        if (frame.Step is not { Composite.Shape: var shape } step)
        {
            return null;
        }

        return sequence.Find(step.State) is not { } state ? $"the state '{step.State}'{place} does not exist"
            : Composites.KindOf(state) != shape.Kind ? $"the state '{step.State}'{place} is of another type"
            : Branches(state) is { } total && total != shape.Total ? $"the state '{step.State}'{place} has another number of branches"
            : null;
    }

    // Items are recorded with the step; branches are what the definition says.
    private static int? Branches(State state) => state switch
    {
        ParallelState parallel => parallel.Branches.Count,
        ForkState fork => fork.Fork.Branches.Count,
        DesignState design => design.Parts.Count,
        _ => null,
    };
}
