namespace Agents.Core.Executions;

/// <summary>Where an execution is in its life (docs/execution-lifecycle.md). The wire and SQL names are in <see cref="StatusNames"/>.</summary>
public enum ExecutionStatus
{
    /// <summary>Recorded, nothing has happened yet.</summary>
    Queued,

    /// <summary>Inputs, agents, models and secrets are being checked.</summary>
    Validating,

    /// <summary>States are running.</summary>
    Running,

    /// <summary>Waits for people to decide.</summary>
    WaitingApproval,

    /// <summary>Waits for a signal.</summary>
    WaitingSignal,

    /// <summary>Waits for a time.</summary>
    WaitingTimer,

    /// <summary>No new step starts until it is resumed.</summary>
    Paused,

    /// <summary>Spent what it may; raising the budget resumes it.</summary>
    BudgetExceeded,

    /// <summary>Reached its end.</summary>
    Completed,

    /// <summary>Ended by an error.</summary>
    Failed,

    /// <summary>Ended by a person or a caller.</summary>
    Cancelled,

    /// <summary>Took longer than it may.</summary>
    TimedOut,
}

/// <summary>Where a step is in its life.</summary>
public enum StepStatus
{
    /// <summary>Waits for its next attempt.</summary>
    Pending,

    /// <summary>An attempt is under way.</summary>
    Running,

    /// <summary>Waits for people to decide.</summary>
    WaitingApproval,

    /// <summary>Waits for a signal.</summary>
    WaitingSignal,

    /// <summary>Waits for a time.</summary>
    WaitingTimer,

    /// <summary>Done; never executed again.</summary>
    Succeeded,

    /// <summary>Ended by an error.</summary>
    Failed,

    /// <summary>Ended with its execution.</summary>
    Cancelled,

    /// <summary>Took longer than it may.</summary>
    TimedOut,

    /// <summary>Not taken.</summary>
    Skipped,
}
