using Agents.Core.Diagnostics;

namespace Agents.Core.Formats.Validation;

/// <summary>
/// Back edges of a graph: by plain <c>to</c> nothing would end the cycle; by a route a condition can, and the engine stops it after a hundred
/// visits. A <c>loop</c> has its own limit.
/// </summary>
internal static class GraphLoopCheck
{
    public const int MaxVisits = 100;

    public static void Check(WorkflowDraft draft, DiagnosticBag bag)
    {
        var finished = new HashSet<StateDraft>();
        var onPath = new HashSet<StateDraft>();
        foreach (var start in draft.Root.Start.Select(start => draft.Root.Find(start.Name)).OfType<StateDraft>())
        {
            Visit(start, draft.Root, finished, onPath, bag);
        }
    }

    // As deep as the graph is long, which is a thousand nodes at most.
    private static void Visit(StateDraft state, BlockDraft block, HashSet<StateDraft> finished, HashSet<StateDraft> onPath, DiagnosticBag bag)
    {
        if (finished.Contains(state) || !onPath.Add(state))
        {
            return;
        }

        foreach (var target in state.Targets.Where(static target => target.Kind is TargetKind.Plain or TargetKind.Conditional))
        {
            if (block.Find(target.Name) is { } next)
            {
                if (onPath.Contains(next))
                {
                    Report(state, target, bag);
                }

                Visit(next, block, finished, onPath, bag);
            }
        }

        onPath.Remove(state);
        finished.Add(state);
    }

    private static void Report(StateDraft from, TargetUse target, DiagnosticBag bag)
    {
        if (target.Kind == TargetKind.Conditional)
        {
            bag.Warn(
                DiagnosticCodes.UnboundedLoop, target.Place, $"The route from '{from.Name}' back to '{target.Name}' makes a cycle; the engine stops it after {MaxVisits} visits of a node.",
                "To say how often, use 'loop: {condition_field: ..., max_iterations: ...}'.");
        }
        else
        {
            bag.Error(
                DiagnosticCodes.UnboundedLoop, target.Place, $"The edge from '{from.Name}' back to '{target.Name}' makes a cycle that nothing ends.",
                "Use 'routes' with a condition that leaves it, or 'loop: {condition_field: ..., max_iterations: ...}'.");
        }
    }
}
