namespace Agents.Core.Executions.Events;

/// <summary>The execution took longer than it may.</summary>
public sealed record ExecutionTimedOut(DateTimeOffset At) : ExecutionEvent(At)
{
    /// <summary>The event's name.</summary>
    public const string TypeName = "execution.timed_out";

    /// <inheritdoc/>
    public override string Type => TypeName;

    internal override ExecutionState Apply(ExecutionState state) => Ending.End(state, ExecutionStatus.TimedOut, new ExecutionEnd(
        At,
        null,
        new ExecutionError(ErrorCategory.Timeout, $"The execution did not end by {state.Deadline:u}. Give the workflow a longer timeout or its steps less to do.")));
}
