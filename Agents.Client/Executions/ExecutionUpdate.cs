namespace Agents.Client.Executions;

/// <summary>What an execution's stream brings: an <see cref="EventUpdate"/> or a <see cref="TokenUpdate"/>.</summary>
public abstract record ExecutionUpdate
{
    private protected ExecutionUpdate()
    {
    }
}

/// <summary>A journal event. Every one comes exactly once and in order, across reconnects too.</summary>
/// <param name="Event">The event.</param>
public sealed record EventUpdate(EventRecord Event) : ExecutionUpdate;

/// <summary>A piece of a model's answer. Transient: pieces are lost while the connection is, the whole answer comes as an event.</summary>
/// <param name="StepId">The step that asked.</param>
/// <param name="Text">The piece.</param>
public sealed record TokenUpdate(string StepId, string Text) : ExecutionUpdate;
