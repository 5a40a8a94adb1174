using Agents.Core.Approvals;
using Agents.Core.Executions.Commands;
using Agents.Core.Executions.Events;
using Agents.Core.Executions.Waits;
using Agents.Core.Workflows;

namespace Agents.Core.Executions;

/// <summary>People vote, or hand their vote to somebody else. One vote per actor; the same vote twice is one.</summary>
internal static class ApprovalVotes
{
    public static Decision Vote(ExecutionState state, Workflow plan, VoteApproval vote)
    {
        if (state.FindStep(vote.StepId) is not { Wait: ApprovalWait approval } step)
        {
            return Refusals.NothingToDecide(state);
        }

        var draft = new Draft(state, plan, vote.Now);
        if (approval.FindVote(vote.Actor.Name) is { } cast)
        {
            return cast.IsApproval == vote.IsApproval
                ? draft.Accept()
                : new Refused($"{cast.Actor} has already {(cast.IsApproval ? "approved" : "rejected")}; a vote is not changed.");
        }

        if (Refusal(approval, vote) is { } refusal)
        {
            return refusal;
        }

        var recorded = new ApprovalVote(vote.Actor.Name, vote.IsApproval, vote.Now)
        {
            IsAuthenticated = vote.Actor.IsAuthenticated,
            Comment = vote.Comment,
            Edited = vote.Edited,
            Via = vote.Via,
        };
        draft.Record(new ApprovalVoted(vote.Now, step.Id, recorded));
        ApprovalWaits.Settle(draft, draft.State.FindStep(step.Id)!, recorded);
        Advancing.Run(draft);
        return draft.Accept();
    }

    public static Decision Delegate(ExecutionState state, Workflow plan, DelegateApproval delegation)
    {
        if (state.FindStep(delegation.StepId) is not { Wait: ApprovalWait approval } step)
        {
            return Refusals.NothingToDecide(state);
        }

        var draft = new Draft(state, plan, delegation.Now);
        var from = delegation.Actor.Name;
        if (approval.Delegations is [.., var last] && last.From == from && last.To == delegation.To)
        {
            return draft.Accept();
        }

        if (Refusal(approval, delegation) is { } refusal)
        {
            return refusal;
        }

        var delegated = new ApprovalDelegated(delegation.Now, step.Id, from, delegation.To, delegation.Comment, delegation.Actor.IsAuthenticated);
        if (!delegated.Change(approval).CanBeApproved)
        {
            return new Refused($"{approval.Quorum} approvals are needed, and without {from} there are not enough people left to give them.");
        }

        draft.Record(delegated);
        return draft.Accept();
    }

    private static Refused? Refusal(ApprovalWait approval, VoteApproval vote)
    {
        if (NotAmong(approval, vote.Actor) is { } stranger)
        {
            return stranger;
        }

        return vote.Edited is null || (approval.IsEditable && vote.IsApproval)
            ? null
            : new Refused(vote.IsApproval ? "This approval's payload cannot be edited; leave 'edited' out." : "A rejection changes nothing; leave 'edited' out.")
            {
                Category = ErrorCategory.Validation,
            };
    }

    private static Refused? Refusal(ApprovalWait approval, DelegateApproval delegation)
    {
        if (NotAmong(approval, delegation.Actor) is { } stranger)
        {
            return stranger;
        }

        if (approval.FindVote(delegation.Actor.Name) is not null)
        {
            return new Refused($"{delegation.Actor.Name} has already voted; there is nothing to hand on.");
        }

        return delegation.To == delegation.Actor.Name
            ? new Refused("'to' is the one who delegates; name somebody else.") { Category = ErrorCategory.Validation }
            : null;
    }

    private static Refused? NotAmong(ApprovalWait approval, Actor actor) => approval.MayDecide(actor)
        ? null
        : new Refused(approval.GivenAway.Contains(actor.Name)
            ? $"{actor.Name} handed this decision to somebody else."
            : $"{actor.Name} is not among the approvers: {string.Join(", ", approval.Approvers)}.")
        {
            Category = ErrorCategory.Forbidden,
        };
}
