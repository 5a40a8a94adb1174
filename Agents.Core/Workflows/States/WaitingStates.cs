namespace Agents.Core.Workflows;

/// <summary>Waits for people to decide.</summary>
/// <param name="Name">The state's name.</param>
public sealed record ApprovalState(string Name) : State(Name)
{
    /// <inheritdoc/>
    public override string Type => "human_approval";

    /// <summary>What is asked, with templates.</summary>
    public Template? Message { get; init; }

    /// <summary>A short heading, with templates.</summary>
    public Template? Title { get; init; }

    /// <summary>What the approver is shown.</summary>
    public ContextPath? SummaryPath { get; init; }

    /// <summary>Users and <c>team:</c> groups; empty means anyone who may approve.</summary>
    public IReadOnlyList<string> Approvers { get; init; } = [];

    /// <summary>How many approvals are needed.</summary>
    public int Quorum { get; init; } = 1;

    /// <summary>Whether the approver may change the payload.</summary>
    public bool Editable { get; init; }

    /// <summary><c>fail</c> (default), <c>cancel</c> or a state's name.</summary>
    public string OnReject { get; init; } = "fail";

    /// <summary><c>timed_out</c> (default), <c>approve</c>, <c>reject</c> or a state's name.</summary>
    public string OnTimeout { get; init; } = "timed_out";

    /// <summary>When to remind; null means never.</summary>
    public TimeSpan? RemindAfter { get; init; }

    /// <summary>When to escalate; null means never.</summary>
    public TimeSpan? EscalateAfter { get; init; }

    /// <summary>Who is asked then.</summary>
    public IReadOnlyList<string> EscalateTo { get; init; } = [];
}

/// <summary>Waits for a time.</summary>
/// <param name="Name">The state's name.</param>
public sealed record TimerState(string Name) : State(Name)
{
    /// <inheritdoc/>
    public override string Type => "timer";

    /// <summary>How long; null where <see cref="Until"/> says when.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>A template that gives an RFC 3339 time; null where <see cref="Duration"/> is set.</summary>
    public Template? Until { get; init; }
}

/// <summary>Waits for a named signal.</summary>
/// <param name="Name">The state's name.</param>
public sealed record SignalState(string Name) : State(Name)
{
    /// <inheritdoc/>
    public override string Type => "signal";

    /// <summary>The signal's name.</summary>
    public required string Signal { get; init; }

    /// <summary>Where to go when none comes in time; null fails the step.</summary>
    public string? OnTimeout { get; init; }
}

/// <summary>Runs another workflow and waits for it.</summary>
/// <param name="Name">The state's name.</param>
public sealed record WorkflowState(string Name) : State(Name)
{
    /// <inheritdoc/>
    public override string Type => "workflow";

    /// <summary>The other workflow's id.</summary>
    public required string Workflow { get; init; }

    /// <summary>Its version; null means the newest.</summary>
    public int? Version { get; init; }
}
