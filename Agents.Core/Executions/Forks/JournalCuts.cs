using Agents.Core.Executions.Events;

namespace Agents.Core.Executions;

/// <summary>
/// Cuts a journal. What is kept are results: a step that was under way at the cut is left out with all of its attempts and begins anew.
/// </summary>
internal static class JournalCuts
{
    public static Cut Make(IReadOnlyList<ExecutionEvent> journal, ForkPoint point) => point switch
    {
        AfterEvent after => After(journal, after.Seq),
        BeforeStep before => Before(journal, before.Step),
        _ => throw new InvalidOperationException($"'{point.GetType().Name}' is not a point."),
    };

    private static Cut After(IReadOnlyList<ExecutionEvent> journal, long seq)
    {
        var end = journal.TakeWhile(static happened => !EventSteps.IsEnd(happened)).Count();
        if (seq < 1 || seq > end)
        {
            return new NoCut(end < journal.Count
                ? $"at_seq is from 1 to {end}: with event {end + 1} the execution ended, and nothing goes on from there."
                : $"at_seq is from 1 to {end}, the number of the latest event.");
        }

        var kept = journal.Take((int)seq).Where(static happened => !EventSteps.IsPause(happened)).ToList();
        // A failure that nothing has followed from yet is no result.
        if (kept[^1] is StepFailed { RetryAt: null })
        {
            kept.RemoveAt(kept.Count - 1);
        }

        return Finished(kept, seq, []);
    }

    private static Cut Before(IReadOnlyList<ExecutionEvent> journal, string step)
    {
        if (CutSteps.Find(journal, step) is not { } steps)
        {
            return new NoCut($"The execution has no step '{step}'. from_step is the id of a step, or the name of a state that it has been in.");
        }

        var before = journal.TakeWhile(happened => EventSteps.StepOf(happened) is not { } id || !steps.Ids.Contains(id)).Count();
        return Finished(new BranchCut(steps.Ids).Keep(journal), before, steps.Named);
    }

    private static KeptEvents Finished(List<ExecutionEvent> kept, long seq, IReadOnlyList<Visit> again)
    {
        var state = Execution.Fold(ExecutionState.None, kept);
        var open = state.ActiveSteps.Where(static step => step.Composite is null).Select(static step => step.Id).ToHashSet();
        var steps = kept.Select(EventSteps.VisitOf).OfType<(StepId Id, Visit Visit)>().Select(static found => found.Id).Where(id => !open.Contains(id)).ToHashSet();
        return new KeptEvents([.. kept.Where(happened => EventSteps.StepOf(happened) is not { } id || steps.Contains(id))], seq, again);
    }
}
