namespace Agents.Silo.Executions;

/// <summary>Start this execution.</summary>
[GenerateSerializer]
[Alias("agents.start_request")]
public sealed record StartRequest
{
    /// <summary>The workflow's id.</summary>
    [Id(0)]
    public required string WorkflowId { get; init; }

    /// <summary>The server's version number of the workflow.</summary>
    [Id(1)]
    public required int WorkflowVersion { get; init; }

    /// <summary>The inputs, checked and with defaults, as one JSON object in UTF-8.</summary>
    [Id(2)]
    public required byte[] Inputs { get; init; }

    /// <summary>How it is started.</summary>
    [Id(3)]
    public required string TriggerType { get; init; }

    /// <summary>Who starts it; null where nobody said.</summary>
    [Id(4)]
    public string? TriggeredBy { get; init; }

    /// <summary>W3C trace id; null where tracing is off.</summary>
    [Id(5)]
    public string? TraceId { get; init; }

    /// <summary>The provider that every agent uses; null means as defined.</summary>
    [Id(6)]
    public string? Provider { get; init; }

    /// <summary>The model that every agent uses; null means as defined.</summary>
    [Id(7)]
    public string? Model { get; init; }

    /// <summary>The step that starts it and waits for its end; null where none of ours does.</summary>
    [Id(8)]
    public ParentRequest? Parent { get; init; }

    /// <summary>Whether timers and timeouts of signals pass at once.</summary>
    [Id(9)]
    public bool SkipsTimers { get; init; }

    /// <summary>The execution that it repeats from the start; null where it repeats none.</summary>
    [Id(10)]
    public string? RepeatedId { get; init; }

    /// <summary>What it may spend over the definition's budget, as one JSON object in UTF-8; null means as defined.</summary>
    [Id(11)]
    public byte[]? Budget { get; init; }

    /// <summary>What holds it down where it is a test run, as one JSON object in UTF-8; null where it is none.</summary>
    [Id(12)]
    public byte[]? TestRun { get; init; }

    /// <summary>The deployment that it is started through; null where it is started directly.</summary>
    [Id(22)]
    public string? DeploymentId { get; init; }

    /// <summary>Names of the secrets that are kept for it; null where it has none.</summary>
    [Id(20)]
    public string[]? Secrets { get; init; }
}

/// <summary>Begin this execution with what another one did up to a cut, and go on.</summary>
[GenerateSerializer]
[Alias("agents.fork_request")]
public sealed record ForkRequest
{
    /// <summary>The execution that is repeated.</summary>
    [Id(0)]
    public required string ExecutionId { get; init; }

    /// <summary>The last event before the cut; null where <see cref="FromStep"/> says where that is.</summary>
    [Id(1)]
    public long? AtSeq { get; init; }

    /// <summary>The step, or the state, that is done again; null where <see cref="AtSeq"/> says where the cut is.</summary>
    [Id(2)]
    public string? FromStep { get; init; }

    /// <summary>The workflow's id.</summary>
    [Id(3)]
    public required string WorkflowId { get; init; }

    /// <summary>The version that the rest runs on.</summary>
    [Id(4)]
    public required int WorkflowVersion { get; init; }

    /// <summary>Other inputs, checked and with defaults, as one JSON object in UTF-8; null means the same.</summary>
    [Id(5)]
    public byte[]? Inputs { get; init; }

    /// <summary>How it is started.</summary>
    [Id(6)]
    public required string TriggerType { get; init; }

    /// <summary>Who starts it; null where nobody said.</summary>
    [Id(7)]
    public string? TriggeredBy { get; init; }

    /// <summary>W3C trace id; null where tracing is off.</summary>
    [Id(8)]
    public string? TraceId { get; init; }

    /// <summary>The provider that every agent uses; null means as defined.</summary>
    [Id(9)]
    public string? Provider { get; init; }

    /// <summary>The model that every agent uses; null means as defined.</summary>
    [Id(10)]
    public string? Model { get; init; }

    /// <summary>Whether timers and timeouts of signals pass at once.</summary>
    [Id(11)]
    public bool SkipsTimers { get; init; }

    /// <summary>What holds it down where it is a test run, as one JSON object in UTF-8; null where it is none.</summary>
    [Id(12)]
    public byte[]? TestRun { get; init; }

    /// <summary>Names of the secrets that are kept for it; null where it has none.</summary>
    [Id(20)]
    public string[]? Secrets { get; init; }
}

/// <summary>Give this execution another budget.</summary>
/// <param name="Budget">The whole budget, as one JSON object in UTF-8.</param>
/// <param name="Actor">Who asks; null where nobody said.</param>
[GenerateSerializer]
[Alias("agents.budget_change_request")]
public sealed record BudgetChangeRequest([property: Id(0)] byte[] Budget, [property: Id(1)] string? Actor);

/// <summary>The step that starts an execution.</summary>
/// <param name="ExecutionId">The execution that the step belongs to.</param>
/// <param name="StepId">The step.</param>
/// <param name="Attempt">Its attempt.</param>
/// <param name="Depth">How deep the started execution is.</param>
/// <param name="BudgetOwners">Executions whose budgets its calls count for too, the nearest first; null for none.</param>
/// <param name="DeploymentId">The deployment whose budget its calls count for too; null for none.</param>
[GenerateSerializer]
[Alias("agents.parent_request")]
public sealed record ParentRequest(
    [property: Id(0)] string ExecutionId, [property: Id(1)] string StepId, [property: Id(2)] int Attempt, [property: Id(3)] int Depth, [property: Id(4)] string[]? BudgetOwners = null,
    [property: Id(5)] string? DeploymentId = null);

/// <summary>Cancel this execution.</summary>
/// <param name="Actor">Who asks; null where nobody said.</param>
/// <param name="Reason">Why; null where nobody said.</param>
[GenerateSerializer]
[Alias("agents.cancel_request")]
public sealed record CancelRequest([property: Id(0)] string? Actor, [property: Id(1)] string? Reason);

/// <summary>Pause or resume this execution.</summary>
/// <param name="Actor">Who asks; null where nobody said.</param>
/// <param name="Reason">Why; null where nobody said.</param>
/// <param name="IsByParent">Whether the execution that waits for it was paused or resumed, and asks for the same.</param>
[GenerateSerializer]
[Alias("agents.control_request")]
public sealed record ControlRequest([property: Id(0)] string? Actor, [property: Id(1)] string? Reason, [property: Id(2)] bool IsByParent = false);

/// <summary>A signal.</summary>
/// <param name="Name">Its name.</param>
/// <param name="SignalId">Its id.</param>
/// <param name="Payload">What it carries, as JSON in UTF-8.</param>
/// <param name="Actor">Who sends it; null where nobody said.</param>
[GenerateSerializer]
[Alias("agents.signal_request")]
public sealed record SignalRequest(
    [property: Id(0)] string Name, [property: Id(1)] string SignalId, [property: Id(2)] byte[] Payload, [property: Id(3)] string? Actor);

/// <summary>Who votes or hands a vote on.</summary>
/// <param name="Name">In full form.</param>
/// <param name="Teams">In full form.</param>
/// <param name="IsAuthenticated">Whether the name was proved.</param>
[GenerateSerializer]
[Alias("agents.actor_request")]
public sealed record ActorRequest([property: Id(0)] string Name, [property: Id(1)] string[] Teams, [property: Id(2)] bool IsAuthenticated);

/// <summary>A vote.</summary>
[GenerateSerializer]
[Alias("agents.vote_request")]
public sealed record VoteRequest
{
    /// <summary>The step that waits.</summary>
    [Id(0)]
    public required string StepId { get; init; }

    /// <summary>Who votes.</summary>
    [Id(1)]
    public required ActorRequest Actor { get; init; }

    /// <summary>Whether it approves; else it rejects.</summary>
    [Id(2)]
    public required bool IsApproval { get; init; }

    /// <summary>What to record with it; null means nothing.</summary>
    [Id(3)]
    public string? Comment { get; init; }

    /// <summary>The changed payload as JSON in UTF-8; null means unchanged.</summary>
    [Id(4)]
    public byte[]? Edited { get; init; }

    /// <summary>How it came: <c>api</c> or <c>link</c>.</summary>
    [Id(5)]
    public required string Via { get; init; }
}

/// <summary>Hands a vote on.</summary>
/// <param name="StepId">The step that waits.</param>
/// <param name="Actor">Who hands it on.</param>
/// <param name="To">Who may vote instead, in full form.</param>
/// <param name="Comment">Why; null where nobody said.</param>
[GenerateSerializer]
[Alias("agents.delegate_request")]
public sealed record DelegateRequest(
    [property: Id(0)] string StepId, [property: Id(1)] ActorRequest Actor, [property: Id(2)] string To, [property: Id(3)] string? Comment);

/// <summary>What became of a request.</summary>
/// <param name="Status">The execution's status now, as JSON and SQL write it.</param>
/// <param name="Seq">The number of its latest event.</param>
/// <param name="Refusal">Why the request was refused; null where it was taken.</param>
/// <param name="Category">What kind of refusal, as problem details name it; null where the request was taken.</param>
[GenerateSerializer]
[Alias("agents.execution_reply")]
public sealed record ExecutionReply(
    [property: Id(0)] string Status, [property: Id(1)] long Seq, [property: Id(2)] string? Refusal, [property: Id(3)] string? Category = null);

/// <summary>A piece of text that a model wrote.</summary>
/// <param name="StepId">The step.</param>
/// <param name="Text">The piece.</param>
[GenerateSerializer]
[Alias("agents.token_text")]
public sealed record TokenText([property: Id(0)] string StepId, [property: Id(1)] string Text);
