namespace Agents.Client.Executions;

/// <summary>The types of journal events, as <see cref="EventRecord.Type"/> and the stream's <c>event:</c> field carry them.</summary>
public static class EventTypes
{
    /// <summary>The execution is recorded; from here on it survives everything.</summary>
    public const string ExecutionCreated = "execution.created";

    /// <summary>Everything that it needs was found; its first state begins.</summary>
    public const string ExecutionStarted = "execution.started";

    /// <summary>An attempt of a step began.</summary>
    public const string StepStarted = "step.started";

    /// <summary>A model answered.</summary>
    public const string ModelReplied = "model.replied";

    /// <summary>A step is done.</summary>
    public const string StepSucceeded = "step.succeeded";

    /// <summary>An attempt of a step failed; with <c>retry_at</c> another one follows.</summary>
    public const string StepFailed = "step.failed";

    /// <summary>A pure state (inject, switch, transform) was computed.</summary>
    public const string StepEvaluated = "step.evaluated";

    /// <summary>A branch, an item or a block of a step began.</summary>
    public const string BranchStarted = "branch.started";

    /// <summary>A branch, an item or a block of a step is over.</summary>
    public const string BranchEnded = "branch.ended";

    /// <summary>A result came too late to count.</summary>
    public const string LateResultIgnored = "step.late_result_ignored";

    /// <summary>The execution reached its end.</summary>
    public const string ExecutionCompleted = "execution.completed";

    /// <summary>The execution ended by an error.</summary>
    public const string ExecutionFailed = "execution.failed";

    /// <summary>Somebody cancelled the execution.</summary>
    public const string ExecutionCancelled = "execution.cancelled";

    /// <summary>The execution took longer than it may.</summary>
    public const string ExecutionTimedOut = "execution.timed_out";

    /// <summary>A piece of a model's answer while it is being written; only in streams, never in the journal.</summary>
    public const string Token = "token";

    /// <summary>Whether no event follows this one.</summary>
    public static bool IsTerminal(string type) => type is ExecutionCompleted or ExecutionFailed or ExecutionCancelled or ExecutionTimedOut;
}
