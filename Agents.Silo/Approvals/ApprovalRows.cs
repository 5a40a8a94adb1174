using Agents.Client.Approvals;
using Agents.Core.Executions;
using Agents.Core.Executions.Events;
using Agents.Core.Executions.Waits;
using Agents.Core.Json;
using Agents.Silo.Executions.Journal;
using Agents.Silo.Workflows;

namespace Agents.Silo.Approvals;

/// <summary>The rows of approvals that a decision opened, changed or ended.</summary>
internal static class ApprovalRows
{
    public static IReadOnlyList<JournalRow> Of(ExecutionState before, Accepted accepted, StoredWorkflow workflow, List<Blob> blobs)
    {
        // Most appends have nothing to do with people: two looks, no folding.
        if (before.WaitingForApproval == 0 && !accepted.Events.Any(static happened => happened is ApprovalRequested))
        {
            return [];
        }

        var rows = new Dictionary<StepId, JournalRow>();
        var state = before;
        foreach (var happened in accepted.Events)
        {
            foreach (var ended in Execution.Ended(state, happened))
            {
                if (ended.Step.Wait is ApprovalWait approval)
                {
                    rows[ended.Step.Id] = Row(ended.Step, approval, Outcome(ended, approval, happened), happened.At);
                }
            }

            state = Execution.Fold(state, happened);
            if (Changed(happened) is { } id && state.FindStep(id) is { Wait: ApprovalWait open } step)
            {
                rows[id] = Row(step, open, ApprovalStatuses.Pending, null);
            }
        }

        return [.. rows.Values];

        ApprovalRow Row(StepState step, ApprovalWait approval, string status, DateTimeOffset? decidedAt)
            => new(accepted.State, workflow, step, status, decidedAt, EventEncoding.EncodeValue(approval.Payload, blobs));
    }

    private static StepId? Changed(ExecutionEvent happened) => happened switch
    {
        ApprovalRequested requested => requested.StepId,
        ApprovalVoted voted => voted.StepId,
        ApprovalDelegated delegated => delegated.StepId,
        ApprovalReminded reminded => reminded.StepId,
        ApprovalEscalated escalated => escalated.StepId,
        _ => null,
    };

    private static string Outcome(EndedStep ended, ApprovalWait approval, ExecutionEvent happened) => happened switch
    {
        StepSucceeded { Output: JsonObject result } succeeded when succeeded.StepId == ended.Step.Id => ((JsonString)result["decision"]).Value,
        StepFailed { Error.Code: ApprovalWait.RejectedCode } failed when failed.StepId == ended.Step.Id => ApprovalStatuses.Rejected,
        StepFailed failed when failed.StepId == ended.Step.Id => ApprovalStatuses.TimedOut,
        // A rejection may cancel the execution; what ended for another reason was not decided.
        ExecutionCancelled { Actor: ApprovalWait.TimeoutActor } => ApprovalStatuses.Rejected,
        _ => approval.Votes.Exists(static vote => !vote.IsApproval) ? ApprovalStatuses.Rejected : ApprovalStatuses.Cancelled,
    };
}
