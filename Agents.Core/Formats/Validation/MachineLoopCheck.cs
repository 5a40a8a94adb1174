using Agents.Core.Diagnostics;
using Agents.Core.Workflows;

namespace Agents.Core.Formats.Validation;

/// <summary>A cycle of states needs a way out: a condition, an end, or a state that waits for something outside.</summary>
internal static class MachineLoopCheck
{
    public static void Check(WorkflowDraft draft, DiagnosticBag bag)
    {
        foreach (var block in Blocks.All(draft.Root).Where(Blocks.IsWhole))
        {
            var paths = new BlockPaths(block, new Effort());
            var reported = new HashSet<StateDraft>();
            foreach (var state in block.States)
            {
                var before = paths.Before(state).ToHashSet();
                if (before.Contains(state) && !reported.Contains(state))
                {
                    CheckCycle(block, state, before, paths, reported, bag);
                }
            }
        }
    }

    private static void CheckCycle(BlockDraft block, StateDraft state, HashSet<StateDraft> before, BlockPaths paths, HashSet<StateDraft> reported, DiagnosticBag bag)
    {
        // States that lie both before and after this one are the cycle.
        var cycle = before.Where(other => paths.Before(other).Contains(state)).ToHashSet();
        reported.UnionWith(cycle);
        if (cycle.Any(member => IsWayOut(block, member, cycle)))
        {
            return;
        }

        var names = Suggestion.List(block.States.Where(cycle.Contains).Select(static member => $"'{member.Name}'"));
        bag.Error(
            DiagnosticCodes.UnboundedLoop, state.NamePlace, $"The states {names} lead to each other for ever.",
            "Add a switch that leaves the cycle, or a state that waits (timer, signal, human_approval).");
    }

    private static bool IsWayOut(BlockDraft block, StateDraft state, HashSet<StateDraft> cycle)
        => state.CanEnd
            || state.State is TimerState or SignalState or ApprovalState or SwitchState { Routes.Default: null }
            || Blocks.Successors(block, state).Any(next => !cycle.Contains(next));
}
