using Agents.Core.Executions.Commands;
using Agents.Core.Executions.Events;
using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>Fork: begin as another execution did up to a cut, then go on.</summary>
internal static class Forking
{
    public static Decision Decide(ExecutionState state, Workflow plan, ForkExecution fork)
    {
        var draft = new Draft(state, plan, fork.Now);
        if (state.Id.Length > 0)
        {
            // Forked twice with the same id: done once.
            return draft.Accept();
        }

        var cut = JournalCuts.Make(fork.Journal, fork.Point);
        if (cut is not KeptEvents kept)
        {
            return new Refused(((NoCut)cut).Problem) { Category = ErrorCategory.Validation };
        }

        draft.Record(Created((ExecutionCreated)fork.Journal[0], plan, kept, fork));
        var copies = new EventCopies(fork.ExecutionId, fork.Now);
        foreach (var happened in kept.Events.Skip(1))
        {
            draft.Record(copies.Copy(happened, draft.State));
        }

        draft.Record(new ExecutionForked(fork.Now, Reused(kept.Events)) { Inputs = fork.Inputs });
        if (PlanFit.Problem(draft.State, plan) is { } missing)
        {
            return new Refused($"The execution cannot go on with version {fork.WorkflowVersion} after event {kept.AtSeq}: {missing} there. Fork it where that is not open, or rerun it from the start.") { Category = ErrorCategory.InvalidDefinition };
        }

        var copied = draft.State.Seq;
        var refusals = fork.Refusals.Concat(Supported.Refusals(plan)).ToList();
        GoOn(draft, refusals);
        var accepted = draft.Accept();
        return refusals.Count > 0 || kept.Again.Count == 0 || Begins(accepted.Events.Skip((int)copied), kept.Again)
            ? fork.IsQueued && refusals.Count == 0 ? Queue(plan, fork.Now, accepted.Events.Take((int)copied)) : accepted
            : new Refused("The step would not run again: what is around it is decided by its other branches, whose results are kept. Fork before the state that branches.");
    }

    /// <summary>Goes on wherever the copied events leave something to be done.</summary>
    public static void GoOn(Draft draft, IReadOnlyList<string> refusals)
    {
        if (refusals.Count > 0)
        {
            draft.Record(new ExecutionFailed(draft.Now, new ExecutionError(ErrorCategory.InvalidDefinition, string.Join(" ", refusals))));
            return;
        }

        if (draft.State.Status == ExecutionStatus.Validating)
        {
            draft.Record(new ExecutionStarted(draft.Now));
        }

        foreach (var frame in draft.State.Frames.InOrder.Prepend(draft.State.Root).Reverse())
        {
            // What was cut inside of a step with branches may be all that was left of it.
            if (!draft.IsOver && draft.State.FindFrame(frame.Path) is { Step.Composite: not null })
            {
                Composites.Continue(draft, frame.Path);
            }
        }

        if (!draft.IsOver)
        {
            Advancing.Continue(draft);
        }
    }

    // What it would do was decided only to see whether it can.
    private static Accepted Queue(Workflow plan, DateTimeOffset now, IEnumerable<ExecutionEvent> copied)
    {
        var draft = new Draft(ExecutionState.None, plan, now);
        foreach (var happened in copied)
        {
            draft.Record(happened);
        }

        draft.Record(new ExecutionQueued(now));
        return draft.Accept();
    }

    private static bool Begins(IEnumerable<ExecutionEvent> events, IReadOnlyList<Visit> visits)
        => events.Select(EventSteps.VisitOf).Any(found => found is var (_, visit) && visits.Contains(visit));

    private static ExecutionCreated Created(ExecutionCreated parent, Workflow plan, KeptEvents kept, ForkExecution fork) => new(fork.Now)
    {
        ExecutionId = fork.ExecutionId,
        WorkflowId = plan.Id,
        WorkflowVersion = fork.WorkflowVersion,
        Inputs = parent.Inputs,
        TriggerType = fork.TriggerType,
        TriggeredBy = fork.TriggeredBy,
        TraceId = fork.TraceId,
        Deadline = fork.IsQueued ? null : fork.Now + TimeLimit.Of(plan, fork.Overrides),
        // What somebody had to raise for the other one is needed here too.
        Budget = Budget.Over(fork.Journal.OfType<BudgetChanged>().LastOrDefault()?.Budget ?? parent.Budget, plan.Budget),
        Overrides = fork.Overrides,
        Secrets = fork.Secrets,
        MaxContextBytes = fork.MaxContextBytes,
        ForkedFrom = new ForkOrigin(parent.ExecutionId, kept.AtSeq),
        DeploymentId = parent.DeploymentId,
        Agents = fork.Agents,
    };

    private static ReusedWork Reused(IReadOnlyList<ExecutionEvent> events) => new(
        events.Count(static happened => happened is StepSucceeded { Output: not null }),
        events.OfType<ModelReplied>().Aggregate(TokenUsage.None, static (sum, replied) => sum + replied.Usage));
}
