namespace Agents.Core.Executions.Events;

/// <summary>Too many executions are active: this one waits for its turn. It is recorded, and nothing of it has begun.</summary>
public sealed record ExecutionQueued(DateTimeOffset At) : ExecutionEvent(At)
{
    /// <summary>The event's name.</summary>
    public const string TypeName = "execution.queued";

    /// <inheritdoc/>
    public override string Type => TypeName;

    internal override ExecutionState Apply(ExecutionState state) => state with { Status = ExecutionStatus.Queued, QueuedAt = At };
}
