using Agents.Core.Diagnostics;

namespace Agents.Core.Formats.Validation;

/// <summary>Every transition leads to a state of the same block.</summary>
internal static class TargetCheck
{
    public static void Check(WorkflowDraft draft, DiagnosticBag bag)
    {
        var everywhere = Blocks.All(draft.Root).SelectMany(static block => block.States).Select(static state => state.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var block in Blocks.All(draft.Root))
        {
            foreach (var start in block.Start.Where(start => block.Find(start.Name) is null))
            {
                Report(start, "The start", block, everywhere, bag);
            }

            foreach (var state in block.States)
            {
                foreach (var target in state.Targets.Where(target => block.Find(target.Name) is null))
                {
                    Report(target, $"'{state.Name}' leads to", block, everywhere, bag);
                }
            }
        }
    }

    private static void Report(TargetUse target, string who, BlockDraft block, HashSet<string> everywhere, DiagnosticBag bag)
    {
        var verb = who == "The start" ? "The start is" : who;
        var hint = bag.DidYouMean(target.Name, block.States.Select(static state => state.Name))
            ?? (target.Name is "END" or "end" ? "Write 'end: true' on the state instead."
                : everywhere.Contains(target.Name) ? $"'{target.Name}' exists, but not in the same list of states; a transition can't leave or enter a block."
                : $"States here: {Suggestion.List(block.States.Select(static state => state.Name))}.");
        bag.Error(DiagnosticCodes.UnknownTarget, target.Place, $"{verb} '{target.Name}', which does not exist.", hint, actual: target.Name);
    }
}
