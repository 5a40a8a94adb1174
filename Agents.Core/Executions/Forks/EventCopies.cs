using Agents.Core.Executions.Events;
using Agents.Core.Executions.Waits;

namespace Agents.Core.Executions;

/// <summary>
/// Events of one execution as another one's: under its own step ids, and dated now. Each time in an event keeps its distance from the event,
/// so that a limit that still runs is whole again; what took time in the other execution took none here.
/// </summary>
/// <param name="executionId">The execution that they are copied into.</param>
/// <param name="now">When.</param>
internal sealed class EventCopies(string executionId, DateTimeOffset now)
{
    private readonly Dictionary<StepId, StepId> _steps = [];

    /// <param name="happened">The event; not the first one, which the new execution has of its own.</param>
    /// <param name="state">The new execution so far.</param>
    public ExecutionEvent Copy(ExecutionEvent happened, ExecutionState state)
    {
        if (EventSteps.VisitOf(happened) is var (id, visit) && !_steps.ContainsKey(id))
        {
            _steps.Add(id, StepId.Of(executionId, visit.State, visit.Branch, state.FrameOf(visit.Branch).Index, visit.Number));
        }

        return WithStep(happened) with { At = now };
    }

    private ExecutionEvent WithStep(ExecutionEvent happened) => happened switch
    {
        ExecutionStarted or ExecutionForked => happened,
        StepStarted started => started with { StepId = _steps[started.StepId], Deadline = Redate(started.Deadline, started.At) },
        StepEvaluated evaluated => evaluated with { StepId = _steps[evaluated.StepId] },
        StepSucceeded succeeded => succeeded with { StepId = _steps[succeeded.StepId] },
        StepFailed failed => failed with { StepId = _steps[failed.StepId], RetryAt = Redate(failed.RetryAt, failed.At) },
        StepDeferred deferred => deferred with { StepId = _steps[deferred.StepId] },
        ModelReplied replied => replied with { StepId = _steps[replied.StepId], IsReused = true },
        ToolReturned returned => returned with { StepId = _steps[returned.StepId], IsReused = true },
        BranchStarted begun => begun with { StepId = _steps[begun.StepId] },
        BranchSkipped skipped => skipped with { StepId = _steps[skipped.StepId] },
        BranchEnded => happened,
        LateResultIgnored late => late with { StepId = _steps[late.StepId] },
        TimerStarted timer => timer with { StepId = _steps[timer.StepId], DueAt = now + (timer.DueAt - timer.At) },
        SignalReceived => happened,
        SignalAwaited awaited => awaited with { StepId = _steps[awaited.StepId], DueAt = Redate(awaited.DueAt, awaited.At) },
        SignalConsumed consumed => consumed with { StepId = _steps[consumed.StepId] },
        ChildStarted child => child with { StepId = _steps[child.StepId] },
        ApprovalRequested requested => requested with { StepId = _steps[requested.StepId], Approval = Redate(requested.Approval, requested.At) },
        ApprovalVoted voted => voted with { StepId = _steps[voted.StepId], Vote = voted.Vote with { At = now } },
        ApprovalDelegated delegated => delegated with { StepId = _steps[delegated.StepId] },
        ApprovalReminded reminded => reminded with { StepId = _steps[reminded.StepId] },
        ApprovalEscalated escalated => escalated with { StepId = _steps[escalated.StepId] },
        _ => throw new InvalidOperationException($"An event of type '{happened.Type}' cannot be copied."),
    };

    private ApprovalWait Redate(ApprovalWait approval, DateTimeOffset at) => approval with
    {
        RequestedAt = now,
        TimeoutAt = Redate(approval.TimeoutAt, at),
        RemindAt = Redate(approval.RemindAt, at),
        EscalateAt = Redate(approval.EscalateAt, at),
    };

    private DateTimeOffset? Redate(DateTimeOffset? time, DateTimeOffset at) => now + (time - at);
}
