using Agents.Core.Approvals;
using Agents.Core.Json;

namespace Agents.Core.Executions.Commands;

/// <summary>A signal for whatever step waits for it, or will.</summary>
/// <param name="Now">When.</param>
/// <param name="Name">The signal's name.</param>
/// <param name="Id">Its id: the same id twice counts once.</param>
/// <param name="Payload">What it carries: the output of the step that takes it.</param>
/// <param name="Actor">Who sent it; null where nobody said.</param>
public sealed record DeliverSignal(DateTimeOffset Now, string Name, string Id, JsonValue Payload, string? Actor) : ExecutionCommand(Now);

/// <summary>Approve or reject.</summary>
/// <param name="Now">When.</param>
/// <param name="StepId">The step that waits.</param>
/// <param name="Actor">Who decides.</param>
/// <param name="IsApproval">Whether it approves; else it rejects.</param>
public sealed record VoteApproval(DateTimeOffset Now, StepId StepId, Actor Actor, bool IsApproval) : ExecutionCommand(Now)
{
    /// <summary>What the actor says; null where nothing.</summary>
    public string? Comment { get; init; }

    /// <summary>The payload as the actor changed it; null where unchanged.</summary>
    public JsonValue? Edited { get; init; }

    /// <summary>How it came: <c>api</c> or <c>link</c>.</summary>
    public string Via { get; init; } = "api";
}

/// <summary>Hand a decision to somebody else.</summary>
/// <param name="Now">When.</param>
/// <param name="StepId">The step that waits.</param>
/// <param name="Actor">Who hands it on.</param>
/// <param name="To">The user or team who may decide instead, in full form.</param>
/// <param name="Comment">Why; null where nobody said.</param>
public sealed record DelegateApproval(DateTimeOffset Now, StepId StepId, Actor Actor, string To, string? Comment) : ExecutionCommand(Now);
