using System.Collections.Immutable;
using Agents.Core.Approvals;
using Agents.Core.Evaluation;
using Agents.Core.Executions.Events;
using Agents.Core.Executions.Waits;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>Steps that wait for people: what they are asked, what time does, and what their decision leads to.</summary>
internal static class ApprovalWaits
{
    public static void Begin(Draft draft, ApprovalState state, StepState step)
    {
        var scope = Waiting.Scope(draft, step);
        draft.Record(new ApprovalRequested(draft.Now, step.Id, new ApprovalWait
        {
            RequestedAt = draft.Now,
            Title = state.Title is null ? null : Templating.Text(state.Title, scope),
            Message = state.Message is null ? null : Templating.Text(state.Message, scope),
            Payload = Payload(draft, state, step, scope),
            Approvers = FullNames(state.Approvers),
            Quorum = state.Quorum,
            IsEditable = state.Editable,
            TimeoutAt = draft.Now + state.Timeout,
            RemindAt = draft.Now + state.RemindAfter,
            EscalateAt = draft.Now + state.EscalateAfter,
            EscalateTo = FullNames(state.EscalateTo),
        }));
    }

    public static void Fire(Draft draft, StepState step, ApprovalWait approval)
    {
        if (approval.TimeoutAt <= draft.Now)
        {
            TimeOut(draft, step, approval);
            return;
        }

        if (approval.RemindAt <= draft.Now)
        {
            draft.Record(new ApprovalReminded(draft.Now, step.Id));
        }

        if (approval.EscalateAt <= draft.Now)
        {
            draft.Record(new ApprovalEscalated(draft.Now, step.Id, approval.EscalateTo));
        }
    }

    /// <summary>A vote was recorded: ends the step where it decides.</summary>
    public static void Settle(Draft draft, StepState step, ApprovalVote vote)
    {
        var approval = (ApprovalWait)step.Wait!;
        if (!vote.IsApproval)
        {
            Reject(draft, step, approval, vote.Actor, vote.Comment, vote.Comment);
        }
        else if (approval.Votes.Count(static cast => cast.IsApproval) >= approval.Quorum)
        {
            Finishing.Succeed(draft, step, Result(draft, approval, "approved", vote.Actor, vote.Comment, null));
        }
    }

    private static void TimeOut(Draft draft, StepState step, ApprovalWait approval)
    {
        switch ((draft.StateOf(step) as ApprovalState)?.OnTimeout)
        {
            case "approve":
                Finishing.Succeed(draft, step, Result(draft, approval, "approved", ApprovalWait.TimeoutActor, null, "timeout"));
                break;
            case "reject":
                Reject(draft, step, approval, ApprovalWait.TimeoutActor, null, "timeout");
                break;
            case null or "timed_out":
                var error = new ExecutionError(ErrorCategory.Timeout, $"Nobody decided by {approval.TimeoutAt:u}.") { IsPermanent = true };
                Finishing.Fail(draft, step, error, jitter: 0);
                break;
            case var target:
                Finishing.SucceedTo(draft, step, Result(draft, approval, "timed_out", ApprovalWait.TimeoutActor, null, "timeout"), target);
                break;
        }
    }

    private static void Reject(Draft draft, StepState step, ApprovalWait approval, string actor, string? comment, string? reason)
    {
        var message = reason is null ? $"Rejected by {actor}." : $"Rejected by {actor}: {reason}";
        switch ((draft.StateOf(step) as ApprovalState)?.OnReject)
        {
            case null or "fail":
                Finishing.Fail(draft, step, new ExecutionError(ErrorCategory.Forbidden, message) { Code = ApprovalWait.RejectedCode, IsPermanent = true }, jitter: 0);
                break;
            case "cancel":
                draft.Record(new ExecutionCancelled(draft.Now, actor, message));
                break;
            case var target:
                Finishing.SucceedTo(draft, step, Result(draft, approval, "rejected", actor, comment, reason), target);
                break;
        }
    }

    private static JsonObject Result(Draft draft, ApprovalWait approval, string decision, string actor, string? comment, string? reason) => JsonObject.Of(
        ("approved", decision == "approved"),
        ("decision", decision),
        ("actor", actor),
        ("comment", comment),
        ("reason", reason),
        ("edited", approval.Edited ?? JsonValue.Null),
        ("decided_at", draft.Now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture)));

    private static JsonValue Payload(Draft draft, ApprovalState state, StepState step, StateScope scope)
        => state.SummaryPath is { } path ? scope.Follow(path) ?? JsonValue.Null : step.Input is JsonNull ? draft.State.FrameOf(step.Branch).LastOutput : step.Input;

    private static ImmutableList<string> FullNames(IEnumerable<string> names) => [.. names.Select(Actor.FullName).Distinct()];
}
