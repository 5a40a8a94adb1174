namespace Agents.Client.Executions;

/// <summary>The types of journal events, as <see cref="EventRecord.Type"/> and the stream's <c>event:</c> field carry them.</summary>
public static class EventTypes
{
    /// <summary>The execution is recorded; from here on it survives everything.</summary>
    public const string ExecutionCreated = "execution.created";

    /// <summary>Everything that it needs was found; its first state begins.</summary>
    public const string ExecutionStarted = "execution.started";

    /// <summary>Too many executions are active: it waits for its turn.</summary>
    public const string ExecutionQueued = "execution.queued";

    /// <summary>It has waited and has its turn.</summary>
    public const string ExecutionAdmitted = "execution.admitted";

    /// <summary>All before was copied from the execution that this one repeats.</summary>
    public const string ExecutionForked = "execution.forked";

    /// <summary>An attempt of a step began.</summary>
    public const string StepStarted = "step.started";

    /// <summary>A model answered.</summary>
    public const string ModelReplied = "model.replied";

    /// <summary>A tool that an agent called gave a result, or failed.</summary>
    public const string ToolReturned = "tool.returned";

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

    /// <summary>A branch or block is not taken.</summary>
    public const string BranchSkipped = "branch.skipped";

    /// <summary>A result came too late to count.</summary>
    public const string LateResultIgnored = "step.late_result_ignored";

    /// <summary>Somebody paused the execution.</summary>
    public const string ExecutionPaused = "execution.paused";

    /// <summary>Somebody resumed it.</summary>
    public const string ExecutionResumed = "execution.resumed";

    /// <summary>A budget allows no more: nothing new begins until it is raised.</summary>
    public const string ExecutionBudgetExceeded = "execution.budget_exceeded";

    /// <summary>Somebody gave the execution another budget.</summary>
    public const string BudgetChanged = "budget.changed";

    /// <summary>A limit of the budget is nearly spent.</summary>
    public const string BudgetWarned = "budget.warned";

    /// <summary>A budget did not allow a step's next call; the step waits.</summary>
    public const string StepDeferred = "step.deferred";

    /// <summary>A step waits for a time.</summary>
    public const string TimerStarted = "timer.started";

    /// <summary>A step waits for a signal.</summary>
    public const string SignalAwaited = "signal.awaited";

    /// <summary>A signal came.</summary>
    public const string SignalReceived = "signal.received";

    /// <summary>A step took a signal.</summary>
    public const string SignalConsumed = "signal.consumed";

    /// <summary>A step asks for an execution of another workflow and waits for its end.</summary>
    public const string ChildStarted = "child.started";

    /// <summary>People were asked to decide.</summary>
    public const string ApprovalRequested = "approval.requested";

    /// <summary>Somebody approved or rejected.</summary>
    public const string ApprovalVoted = "approval.voted";

    /// <summary>Somebody handed the decision to somebody else.</summary>
    public const string ApprovalDelegated = "approval.delegated";

    /// <summary>Nobody had decided for as long as the state says.</summary>
    public const string ApprovalReminded = "approval.reminded";

    /// <summary>More people were asked.</summary>
    public const string ApprovalEscalated = "approval.escalated";

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
