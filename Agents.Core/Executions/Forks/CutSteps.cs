using Agents.Core.Executions.Events;

namespace Agents.Core.Executions;

/// <summary>The steps that a cut is made before.</summary>
/// <param name="Named">The visits that were asked for.</param>
/// <param name="Ids">
/// Their steps, and with each what broke the steps around it: a branch beside it that failed for good would fail the whole again at once.
/// </param>
internal sealed record CutSteps(IReadOnlyList<Visit> Named, HashSet<StepId> Ids)
{
    /// <summary>Finds steps by id or by their state's name; null where there are none.</summary>
    public static CutSteps? Find(IReadOnlyList<ExecutionEvent> journal, string step)
    {
        var named = FindNamed(journal, step);
        var ids = named.Select(static found => found.Id).ToHashSet();
        var around = named.SelectMany(static found => FramePath.Around(found.Visit.Branch)).ToHashSet();
        for (var index = 0; index < journal.Count; index++)
        {
            if (journal[index] is StepFailed { RetryAt: null } broken && around.Contains(FramePath.Child(broken.Branch, broken.State, broken.Visit, "")))
            {
                ids.UnionWith(RootCause(journal, index));
            }
        }

        return named.Count == 0 ? null : new CutSteps([.. named.Select(static found => found.Visit)], ids);
    }

    private static List<(StepId Id, Visit Visit)> FindNamed(IReadOnlyList<ExecutionEvent> journal, string step)
    {
        var visits = journal.Select(EventSteps.VisitOf).OfType<(StepId Id, Visit Visit)>().DistinctBy(static found => found.Id).ToList();
        var exact = visits.FindAll(found => found.Id.Value == step);
        if (exact.Count > 0)
        {
            return exact;
        }

        var failed = journal.OfType<StepFailed>().Where(happened => happened.RetryAt is null && happened.State == step).Select(static happened => happened.StepId).ToHashSet();
        var ofState = visits.FindAll(found => found.Visit.State == step);
        return failed.Count > 0 ? ofState.FindAll(found => failed.Contains(found.Id)) : [.. ofState.TakeLast(1)];
    }

    // A step with branches fails in the same decision as the branch that broke it: step, branch, step around it, and so on. Nothing where its time was up.
    private static IEnumerable<StepId> RootCause(IReadOnlyList<ExecutionEvent> journal, int index)
    {
        var cause = index;
        while (cause >= 2 && journal[cause - 1] is BranchEnded { Error: not null } && journal[cause - 2] is StepFailed { RetryAt: null })
        {
            cause -= 2;
        }

        return cause == index ? [] : [((StepFailed)journal[cause]).StepId];
    }
}
