namespace Agents.Core.Executions.Events;

/// <summary>Everything that the execution needs was found; its first state begins.</summary>
public sealed record ExecutionStarted(DateTimeOffset At) : ExecutionEvent(At)
{
    /// <summary>The event's name.</summary>
    public const string TypeName = "execution.started";

    /// <inheritdoc/>
    public override string Type => TypeName;

    internal override ExecutionState Apply(ExecutionState state) => state with
    {
        Status = ExecutionStatus.Running,
        StartedAt = At,
        Root = state.Root with { Pending = Destination.Start },
    };
}
