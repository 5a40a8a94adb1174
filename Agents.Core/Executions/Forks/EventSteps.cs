using Agents.Core.Executions.Events;

namespace Agents.Core.Executions;

/// <summary>A visit of a state: what stays the same when it is made in another execution.</summary>
internal readonly record struct Visit(string State, string Branch, int Number);

/// <summary>Which step an event is about.</summary>
internal static class EventSteps
{
    /// <summary>The step; null for what is about the whole execution, and for a branch's end.</summary>
    public static StepId? StepOf(ExecutionEvent happened) => happened switch
    {
        StepStarted started => started.StepId,
        StepEvaluated evaluated => evaluated.StepId,
        StepSucceeded succeeded => succeeded.StepId,
        StepFailed failed => failed.StepId,
        StepDeferred deferred => deferred.StepId,
        ModelReplied replied => replied.StepId,
        ToolReturned returned => returned.StepId,
        BranchStarted begun => begun.StepId,
        BranchSkipped skipped => skipped.StepId,
        LateResultIgnored late => late.StepId,
        TimerStarted timer => timer.StepId,
        SignalAwaited awaited => awaited.StepId,
        SignalConsumed consumed => consumed.StepId,
        ChildStarted child => child.StepId,
        ApprovalRequested requested => requested.StepId,
        ApprovalVoted voted => voted.StepId,
        ApprovalDelegated delegated => delegated.StepId,
        ApprovalReminded reminded => reminded.StepId,
        ApprovalEscalated escalated => escalated.StepId,
        _ => null,
    };

    /// <summary>The visit that an event can begin; null where it begins none.</summary>
    public static (StepId Id, Visit Visit)? VisitOf(ExecutionEvent happened) => happened switch
    {
        StepStarted started => (started.StepId, new Visit(started.State, started.Branch, started.Visit)),
        StepEvaluated evaluated => (evaluated.StepId, new Visit(evaluated.State, evaluated.Branch, evaluated.Visit)),
        StepFailed failed => (failed.StepId, new Visit(failed.State, failed.Branch, failed.Visit)),
        _ => null,
    };

    /// <summary>
    /// Whether it held the execution or let it go on, its turn included, or is about its budget: whoever forks it wants it to go on, with a budget of which nothing is spent.
    /// </summary>
    public static bool IsPause(ExecutionEvent happened)
        => happened is ExecutionQueued or ExecutionAdmitted or ExecutionPaused or ExecutionResumed or ExecutionBudgetExceeded or BudgetChanged or BudgetWarned;

    /// <summary>Whether it ends the execution.</summary>
    public static bool IsEnd(ExecutionEvent happened) => happened is ExecutionCompleted or ExecutionFailed or ExecutionCancelled or ExecutionTimedOut;
}
