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
}

/// <summary>Cancel this execution.</summary>
/// <param name="Actor">Who asks; null where nobody said.</param>
/// <param name="Reason">Why; null where nobody said.</param>
[GenerateSerializer]
[Alias("agents.cancel_request")]
public sealed record CancelRequest([property: Id(0)] string? Actor, [property: Id(1)] string? Reason);

/// <summary>What became of a request.</summary>
/// <param name="Status">The execution's status now, as JSON and SQL write it.</param>
/// <param name="Seq">The number of its latest event.</param>
/// <param name="Refusal">Why the request was refused; null where it was taken.</param>
[GenerateSerializer]
[Alias("agents.execution_reply")]
public sealed record ExecutionReply([property: Id(0)] string Status, [property: Id(1)] long Seq, [property: Id(2)] string? Refusal);

/// <summary>A piece of text that a model wrote.</summary>
/// <param name="StepId">The step.</param>
/// <param name="Text">The piece.</param>
[GenerateSerializer]
[Alias("agents.token_text")]
public sealed record TokenText([property: Id(0)] string StepId, [property: Id(1)] string Text);
