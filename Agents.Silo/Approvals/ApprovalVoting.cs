using System.Text.Json;
using Agents.Client.Approvals;
using Agents.Core.Approvals;
using Agents.Core.Executions;
using Agents.Silo.Executions;

namespace Agents.Silo.Approvals;

/// <summary>What became of a vote.</summary>
/// <param name="Approval">The approval as it is now; null where there is none.</param>
/// <param name="Refusal">Why the vote was refused; null where it was taken.</param>
/// <param name="Category">What kind of refusal: one of <see cref="ErrorCategory"/>.</param>
internal sealed record ApprovalOutcome(ApprovalRecord? Approval, string? Refusal = null, string? Category = null);

/// <summary>Takes votes to the execution that waits for them.</summary>
internal sealed class ApprovalVoting(ApprovalStore store, IGrainFactory grains)
{
    public async Task<ApprovalOutcome> VoteAsync(string id, Actor actor, bool isApproval, string? comment, JsonElement? edited, string via)
    {
        if (await store.FindAsync(id) is not { } approval)
        {
            return new ApprovalOutcome(null);
        }

        var reply = await grains.GetGrain<IExecutionGrain>(approval.ExecutionId).Vote(new VoteRequest
        {
            StepId = id,
            Actor = actor.ToRequest(),
            IsApproval = isApproval,
            Comment = comment,
            Edited = edited is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } changed ? JsonSerializer.SerializeToUtf8Bytes(changed) : null,
            Via = via,
        });
        var now = await store.FindAsync(id);
        // The vote that decided, sent again: it counted.
        return reply.Category == ErrorCategory.Conflict && HasVoted(now, actor, isApproval)
            ? new ApprovalOutcome(now)
            : new ApprovalOutcome(now, reply.Refusal, reply.Category);
    }

    public async Task<ApprovalOutcome> DelegateAsync(string id, Actor actor, string to, string? comment)
    {
        if (await store.FindAsync(id) is not { } approval)
        {
            return new ApprovalOutcome(null);
        }

        var reply = await grains.GetGrain<IExecutionGrain>(approval.ExecutionId).Delegate(new DelegateRequest(id, actor.ToRequest(), to, comment));
        return new ApprovalOutcome(await store.FindAsync(id), reply.Refusal, reply.Category);
    }

    private static bool HasVoted(ApprovalRecord? approval, Actor actor, bool isApproval)
        => approval?.Votes.Any(vote => vote.Actor == actor.Name && (vote.Decision == ApprovalStatuses.Approved) == isApproval) ?? false;
}
