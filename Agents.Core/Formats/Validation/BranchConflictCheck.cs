using Agents.Core.Diagnostics;
using Agents.Core.Workflows;

namespace Agents.Core.Formats.Validation;

/// <summary>Branches of a fork may append to one list; writing one field from two branches would make the result depend on who is faster.</summary>
internal static class BranchConflictCheck
{
    public static void Check(WorkflowDraft draft, DiagnosticBag bag)
    {
        if (draft.Workflow is not { } workflow || !Blocks.IsWhole(draft.Root))
        {
            return;
        }

        if (workflow.Start is ForkTransition start)
        {
            CheckFork(draft, start, draft.Root.Start[0].Place, bag);
        }

        foreach (var state in draft.Root.States)
        {
            if ((state.State?.Next as ForkTransition ?? (state.State?.Next as LoopTransition)?.Exit as ForkTransition) is { } fork)
            {
                CheckFork(draft, fork, state.Targets[0].Place, bag);
            }
        }
    }

    private static void CheckFork(WorkflowDraft draft, ForkTransition fork, Place place, DiagnosticBag bag)
    {
        var appending = draft.Workflow!.Fields.Where(static field => field.Appends).Select(static field => field.Name).ToHashSet(StringComparer.Ordinal);
        var writers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var branch in fork.Branches)
        {
            var written = Branch(draft.Root, branch, fork.Join).SelectMany(Written).Distinct();
            foreach (var field in written.Where(field => !appending.Contains(field) && !writers.TryAdd(field, branch)))
            {
                bag.Error(
                    DiagnosticCodes.BranchConflict, place, $"The branches '{writers[field]}' and '{branch}' both write '{field}'.",
                    "Let each write a field of its own, or make it a list with 'reducer: append'.", actual: field);
            }
        }
    }

    private static IEnumerable<string> Written(StateDraft state) => state.State switch
    {
        AgentState agent => agent.OutputFields,
        CodeState code => [code.OutputField],
        _ => [],
    };

    private static HashSet<StateDraft> Branch(BlockDraft block, string first, string? join)
    {
        var open = new Queue<string>([first]);
        var found = new HashSet<StateDraft>();
        while (open.TryDequeue(out var name))
        {
            if (name != join && block.Find(name) is { } state && found.Add(state))
            {
                state.Targets.ForEach(target => open.Enqueue(target.Name));
            }
        }

        return found;
    }
}
