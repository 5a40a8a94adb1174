using System.Text.Json;

namespace Agents.Client.Approvals;

/// <summary>A decision that an execution waits for, or waited for.</summary>
public sealed record ApprovalRecord
{
    /// <summary>Its id: that of the step that waits.</summary>
    public required string Id { get; init; }

    /// <summary>The execution that waits.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>The workflow that it runs.</summary>
    public required string WorkflowId { get; init; }

    /// <summary>The workflow's name for people.</summary>
    public required string WorkflowName { get; init; }

    /// <summary>The state that waits.</summary>
    public required string State { get; init; }

    /// <summary>One of <see cref="ApprovalStatuses"/>.</summary>
    public required string Status { get; init; }

    /// <summary>A short heading; null where the state gives none.</summary>
    public string? Title { get; init; }

    /// <summary>What is asked; null where the state gives nothing.</summary>
    public string? Message { get; init; }

    /// <summary>What the decision is about.</summary>
    public JsonElement Payload { get; init; }

    /// <summary>Whether an approver may send a changed payload as <c>edited</c>.</summary>
    public bool Editable { get; init; }

    /// <summary>The payload as the latest approver who changed it left it; null while nobody did.</summary>
    public JsonElement? Edited { get; init; }

    /// <summary>Users (<c>user:ada</c>) and teams (<c>team:sre</c>) who may decide; empty means anyone.</summary>
    public IReadOnlyList<string> Approvers { get; init; } = [];

    /// <summary>How many approvals are needed. One rejection rejects.</summary>
    public int Quorum { get; init; } = 1;

    /// <summary>The votes in order.</summary>
    public IReadOnlyList<ApprovalVoteRecord> Votes { get; init; } = [];

    /// <summary>Who handed the decision on, in order.</summary>
    public IReadOnlyList<ApprovalDelegationRecord> Delegations { get; init; } = [];

    /// <summary>When people were asked.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>When the wait is given up; null means never.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When people were reminded; null while they were not.</summary>
    public DateTimeOffset? RemindedAt { get; init; }

    /// <summary>When more people were asked; null while they were not.</summary>
    public DateTimeOffset? EscalatedAt { get; init; }

    /// <summary>When it was over; null while it is pending.</summary>
    public DateTimeOffset? DecidedAt { get; init; }
}

/// <summary>One person's vote.</summary>
/// <param name="Actor">Who.</param>
/// <param name="Decision"><c>approved</c> or <c>rejected</c>.</param>
/// <param name="At">When.</param>
/// <param name="Authenticated">Whether the name was proved; else it was claimed.</param>
/// <param name="Via">How it came: <c>api</c> or <c>link</c>.</param>
/// <param name="Comment">What the person said; null where nothing.</param>
/// <param name="Edited">The payload as the person changed it; null where unchanged.</param>
public sealed record ApprovalVoteRecord(
    string Actor, string Decision, DateTimeOffset At, bool Authenticated, string Via, string? Comment = null, JsonElement? Edited = null);

/// <summary>Somebody handed the decision on.</summary>
/// <param name="From">Who may not decide any more.</param>
/// <param name="To">Who may instead.</param>
/// <param name="At">When.</param>
/// <param name="Comment">Why; null where nobody said.</param>
public sealed record ApprovalDelegationRecord(string From, string To, DateTimeOffset At, string? Comment = null);
