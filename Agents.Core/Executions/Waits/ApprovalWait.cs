using System.Collections.Immutable;
using Agents.Core.Approvals;
using Agents.Core.Json;

namespace Agents.Core.Executions.Waits;

/// <summary>Waits for people to decide: what they were asked, who may answer, and who has answered.</summary>
public sealed record ApprovalWait : Wait
{
    /// <summary>Who decided where a timeout did.</summary>
    public const string TimeoutActor = "system:timeout";

    /// <summary>The code of a rejection's error, for catch blocks.</summary>
    public const string RejectedCode = "approval_rejected";

    /// <summary>When people were asked.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>A short heading; null where the state gives none.</summary>
    public string? Title { get; init; }

    /// <summary>What is asked; null where the state gives nothing.</summary>
    public string? Message { get; init; }

    /// <summary>What the decision is about, and what an approver may change where <see cref="IsEditable"/>.</summary>
    public JsonValue Payload { get; init; } = JsonValue.Null;

    /// <summary>Users and teams who may decide now; empty means anyone.</summary>
    public ImmutableList<string> Approvers { get; init; } = [];

    /// <summary>How many approvals are needed, at least 1. One rejection is enough to reject.</summary>
    public int Quorum { get; init; } = 1;

    /// <summary>Whether an approver may change the payload.</summary>
    public bool IsEditable { get; init; }

    /// <summary>When the wait is given up; null means never.</summary>
    public DateTimeOffset? TimeoutAt { get; init; }

    /// <summary>When to remind; null means never, or that it is done.</summary>
    public DateTimeOffset? RemindAt { get; init; }

    /// <summary>When to ask more people; null means never, or that it is done.</summary>
    public DateTimeOffset? EscalateAt { get; init; }

    /// <summary>Whom to ask then.</summary>
    public ImmutableList<string> EscalateTo { get; init; } = [];

    /// <summary>When people were reminded; null while they were not.</summary>
    public DateTimeOffset? RemindedAt { get; init; }

    /// <summary>When more people were asked; null while they were not.</summary>
    public DateTimeOffset? EscalatedAt { get; init; }

    /// <summary>The votes in order; at most one per actor.</summary>
    public ImmutableList<ApprovalVote> Votes { get; init; } = [];

    /// <summary>Who handed the decision to somebody else.</summary>
    public ImmutableList<ApprovalDelegation> Delegations { get; init; } = [];

    /// <summary>Users who gave their vote away and may not use it, whatever team they are in.</summary>
    public ImmutableList<string> GivenAway { get; init; } = [];

    /// <summary>The payload as the latest approver who changed it left it; null while nobody did.</summary>
    public JsonValue? Edited => Votes.FindLast(static vote => vote.Edited is not null)?.Edited;

    /// <inheritdoc/>
    public override StepStatus Status => StepStatus.WaitingApproval;

    /// <inheritdoc/>
    public override DateTimeOffset? DueAt => Execution.Earlier(TimeoutAt, Execution.Earlier(RemindAt, EscalateAt));

    /// <summary>Whether somebody may decide now.</summary>
    public bool MayDecide(Actor actor) => !GivenAway.Contains(actor.Name) && (Approvers.IsEmpty || actor.IsAmong(Approvers));

    /// <summary>Finds somebody's vote; null where there is none.</summary>
    public ApprovalVote? FindVote(string actor) => Votes.Find(vote => vote.Actor == actor);

    /// <summary>Whether enough people can still approve. A team, and anyone, is always enough.</summary>
    public bool CanBeApproved => Approvers.IsEmpty
        || Approvers.Concat(EscalateAt is null ? [] : EscalateTo).Any(Actor.IsTeam)
        || Approvers.Concat(EscalateAt is null ? [] : EscalateTo).Concat(Votes.Select(static vote => vote.Actor)).Distinct().Count() >= Quorum;
}

/// <summary>One person's decision.</summary>
/// <param name="Actor">Who.</param>
/// <param name="IsApproval">Whether it approves; else it rejects.</param>
/// <param name="At">When.</param>
public sealed record ApprovalVote(string Actor, bool IsApproval, DateTimeOffset At)
{
    /// <summary>Whether the actor was authenticated; else the name was claimed.</summary>
    public bool IsAuthenticated { get; init; }

    /// <summary>What the actor said; null where nothing.</summary>
    public string? Comment { get; init; }

    /// <summary>The payload as the actor changed it; null where unchanged.</summary>
    public JsonValue? Edited { get; init; }

    /// <summary>How it came: <c>api</c> or <c>link</c>.</summary>
    public string Via { get; init; } = "api";
}

/// <summary>Somebody handed the decision on.</summary>
/// <param name="From">Who may not decide any more.</param>
/// <param name="To">Who may instead.</param>
/// <param name="At">When.</param>
/// <param name="Comment">Why; null where nobody said.</param>
public sealed record ApprovalDelegation(string From, string To, DateTimeOffset At, string? Comment);
