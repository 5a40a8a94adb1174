using Agents.Core.Executions.Events;

namespace Agents.Core.Executions;

/// <summary>
/// Leaves out steps and what depends on them: whatever came later in the same branch, and later in the branches around it. Branches beside it
/// depend on nothing in it and are kept; only the blocks of a <c>try</c> and of a design follow from each other, and those that began later are left out.
/// </summary>
/// <param name="steps">The steps.</param>
internal sealed class BranchCut(HashSet<StepId> steps)
{
    // Branches that have no later than here: the steps' own and those around them.
    private readonly HashSet<string> _cut = [];

    private readonly HashSet<string> _gone = [];
    private readonly HashSet<StepId> _left = [];
    private readonly HashSet<StepId> _ordered = [];

    public List<ExecutionEvent> Keep(IReadOnlyList<ExecutionEvent> journal) => [.. journal.Where(Keeps)];

    private bool Keeps(ExecutionEvent happened) => happened switch
    {
        _ when EventSteps.IsEnd(happened) || EventSteps.IsPause(happened) => false,
        BranchStarted begun => KeepsBranch(begun.StepId, begun.Branch),
        BranchSkipped skipped => KeepsBranch(skipped.StepId, skipped.Branch),
        BranchEnded ended => !IsGone(ended.Branch) && !_cut.Contains(ended.Branch),
        _ when EventSteps.VisitOf(happened) is var (id, visit) => KeepsVisit(happened, id, visit.Branch),
        StepSucceeded succeeded => KeepsVisit(happened, succeeded.StepId, succeeded.Branch),
        _ => EventSteps.StepOf(happened) is not { } id || !_left.Contains(id),
    };

    private bool KeepsVisit(ExecutionEvent happened, StepId id, string branch)
    {
        if (steps.Contains(id) && !IsGone(branch))
        {
            _cut.Add(branch);
            _cut.UnionWith(FramePath.Around(branch).Select(static owner => FramePath.Split(owner).Parent));
        }

        if (_cut.Contains(branch) || IsGone(branch))
        {
            if (happened is StepStarted or StepEvaluated)
            {
                _left.Add(id);
            }

            return false;
        }

        if (happened is StepStarted { Composite.Kind: CompositeKind.Try or CompositeKind.Design })
        {
            _ordered.Add(id);
        }

        return true;
    }

    private bool KeepsBranch(StepId owner, string branch)
    {
        var parent = FramePath.Split(branch).Parent;
        if (IsGone(parent) || (_cut.Contains(parent) && (_left.Contains(owner) || _ordered.Contains(owner))))
        {
            _gone.Add(branch);
            return false;
        }

        return true;
    }

    private bool IsGone(string branch) => _gone.Count > 0 && _gone.Contains(branch);
}
