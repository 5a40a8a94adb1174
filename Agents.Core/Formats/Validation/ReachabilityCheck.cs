using Agents.Core.Diagnostics;

namespace Agents.Core.Formats.Validation;

/// <summary>
/// Every state can be reached from the start; in a graph every node can also reach END. Where targets are missing nothing is reported: the paths
/// would be wrong ones.
/// </summary>
internal static class ReachabilityCheck
{
    public static void Check(WorkflowDraft draft, bool isGraph, DiagnosticBag bag)
    {
        foreach (var block in Blocks.All(draft.Root).Where(Blocks.IsWhole))
        {
            var reached = Reach(block.Start.Select(start => block.Find(start.Name)!), state => Blocks.Successors(block, state));
            foreach (var state in block.States.Where(state => !reached.Contains(state)))
            {
                ReportUnreachable(state, isGraph, bag);
            }

            if (isGraph)
            {
                CheckEnds(block, reached, bag);
            }
        }
    }

    private static void ReportUnreachable(StateDraft state, bool isGraph, DiagnosticBag bag)
    {
        if (isGraph)
        {
            bag.Error(DiagnosticCodes.UnreachableState, state.NamePlace, $"No path leads from START to '{state.Name}'.", $"Add an edge to '{state.Name}', or remove the node.");
        }
        else
        {
            bag.Warn(DiagnosticCodes.UnreachableState, state.NamePlace, $"No path leads to the state '{state.Name}'; it never runs.", $"Let a state say 'next: {state.Name}', or remove it.");
        }
    }

    private static void CheckEnds(BlockDraft block, HashSet<StateDraft> reached, DiagnosticBag bag)
    {
        var predecessors = block.States.SelectMany(state => Blocks.Successors(block, state).Select(next => (next, state))).ToLookup(static pair => pair.next, static pair => pair.state);
        var ending = Reach(block.States.Where(static state => state.CanEnd), state => predecessors[state]);
        foreach (var state in block.States.Where(state => reached.Contains(state) && !ending.Contains(state)))
        {
            bag.Error(DiagnosticCodes.NoPathToEnd, state.NamePlace, $"No path leads from '{state.Name}' to END.", $"Add '- {{from: {state.Name}, to: END}}', or an edge to a node that ends.");
        }
    }

    private static HashSet<StateDraft> Reach(IEnumerable<StateDraft> from, Func<StateDraft, IEnumerable<StateDraft>> next)
    {
        var open = new Queue<StateDraft>(from);
        var reached = new HashSet<StateDraft>(open);
        while (open.TryDequeue(out var state))
        {
            foreach (var successor in next(state).Where(reached.Add))
            {
                open.Enqueue(successor);
            }
        }

        return reached;
    }
}
