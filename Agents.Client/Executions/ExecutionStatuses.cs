namespace Agents.Client.Executions;

/// <summary>The statuses of an execution (architecture §5.3).</summary>
public static class ExecutionStatuses
{
    /// <summary>Recorded, nothing has happened yet.</summary>
    public const string Queued = "queued";

    /// <summary>Inputs, agents, models and secrets are being checked.</summary>
    public const string Validating = "validating";

    /// <summary>States are running.</summary>
    public const string Running = "running";

    /// <summary>Waits for people to decide.</summary>
    public const string WaitingApproval = "waiting_approval";

    /// <summary>Waits for a signal.</summary>
    public const string WaitingSignal = "waiting_signal";

    /// <summary>Waits for a time.</summary>
    public const string WaitingTimer = "waiting_timer";

    /// <summary>No new step starts until it is resumed.</summary>
    public const string Paused = "paused";

    /// <summary>Spent what it may; raising the budget resumes it.</summary>
    public const string BudgetExceeded = "budget_exceeded";

    /// <summary>Reached its end.</summary>
    public const string Completed = "completed";

    /// <summary>Ended by an error.</summary>
    public const string Failed = "failed";

    /// <summary>Ended by a person or a caller.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>Took longer than it may.</summary>
    public const string TimedOut = "timed_out";

    /// <summary>All of them, in the order of an execution's life.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Queued, Validating, Running, WaitingApproval, WaitingSignal, WaitingTimer, Paused, BudgetExceeded,
        Completed, Failed, Cancelled, TimedOut,
    ];

    /// <summary>Whether nothing can happen any more.</summary>
    public static bool IsFinal(string status) => status is Completed or Failed or Cancelled or TimedOut;
}

/// <summary>The statuses of a step (architecture §5.3).</summary>
public static class StepStatuses
{
    /// <summary>Waits for its next attempt.</summary>
    public const string Pending = "pending";

    /// <summary>An attempt is under way.</summary>
    public const string Running = "running";

    /// <summary>Waits for people to decide.</summary>
    public const string WaitingApproval = "waiting_approval";

    /// <summary>Waits for a signal.</summary>
    public const string WaitingSignal = "waiting_signal";

    /// <summary>Waits for a time.</summary>
    public const string WaitingTimer = "waiting_timer";

    /// <summary>Done; never executed again.</summary>
    public const string Succeeded = "succeeded";

    /// <summary>Ended by an error.</summary>
    public const string Failed = "failed";

    /// <summary>Ended with its execution.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>Took longer than it may.</summary>
    public const string TimedOut = "timed_out";

    /// <summary>Not taken.</summary>
    public const string Skipped = "skipped";
}

/// <summary>How an execution was started.</summary>
public static class TriggerTypes
{
    /// <summary>By a person in the dashboard or the CLI.</summary>
    public const string Manual = "manual";

    /// <summary>By a schedule.</summary>
    public const string Scheduled = "scheduled";

    /// <summary>By a program.</summary>
    public const string Api = "api";

    /// <summary>By an incoming webhook.</summary>
    public const string Webhook = "webhook";

    /// <summary>From a chat.</summary>
    public const string Chat = "chat";

    /// <summary>By a step of another execution, which waits for its end.</summary>
    public const string Workflow = "workflow";
}

/// <summary>How much of an execution is done.</summary>
public static class RunModes
{
    /// <summary>All of it.</summary>
    public const string Full = "full";

    /// <summary>All of it, held down: short answers, little time, few iterations of loops.</summary>
    public const string TestRun = "test_run";

    /// <summary>Only the checks before the first step: nothing is started, and no model is called.</summary>
    public const string ValidateOnly = "validate_only";
}
