namespace Agents.Core.Executions.Waits;

/// <summary>What a step waits for instead of running. A closed family; everything in it was recorded when the wait began or changed.</summary>
public abstract record Wait
{
    private protected Wait()
    {
    }

    /// <summary>The step's status while it waits.</summary>
    public abstract StepStatus Status { get; }

    /// <summary>When time alone changes something; null means never.</summary>
    public abstract DateTimeOffset? DueAt { get; }
}

/// <summary>Waits for a time.</summary>
/// <param name="Until">When the step is done.</param>
public sealed record TimerWait(DateTimeOffset Until) : Wait
{
    /// <inheritdoc/>
    public override StepStatus Status => StepStatus.WaitingTimer;

    /// <inheritdoc/>
    public override DateTimeOffset? DueAt => Until;
}

/// <summary>Waits for a signal.</summary>
/// <param name="Signal">The signal's name.</param>
/// <param name="Until">When the wait is given up; null means never.</param>
public sealed record SignalWait(string Signal, DateTimeOffset? Until) : Wait
{
    /// <inheritdoc/>
    public override StepStatus Status => StepStatus.WaitingSignal;

    /// <inheritdoc/>
    public override DateTimeOffset? DueAt => Until;
}

/// <summary>Waits for another execution's end. The waiting step counts as running; a step's own deadline limits the wait.</summary>
/// <param name="ExecutionId">The other execution.</param>
/// <param name="WorkflowId">The workflow that it runs.</param>
/// <param name="Version">The workflow's version; null means the one that is current when the execution is started.</param>
public sealed record ChildWait(string ExecutionId, string WorkflowId, int? Version) : Wait
{
    /// <inheritdoc/>
    public override StepStatus Status => StepStatus.Running;

    /// <inheritdoc/>
    public override DateTimeOffset? DueAt => null;
}
