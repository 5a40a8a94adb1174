using Agents.Core.Executions.Events;

namespace Agents.Core.Executions;

/// <summary>What comes of a command. A closed family.</summary>
public abstract record Decision
{
    private protected Decision()
    {
    }
}

/// <summary>The command is taken: these events are to be made durable before anything acts on them.</summary>
/// <param name="Events">In order; may be empty where nothing was due.</param>
/// <param name="State">The state after them.</param>
public sealed record Accepted(IReadOnlyList<ExecutionEvent> Events, ExecutionState State) : Decision;

/// <summary>The command makes no sense in the execution's status; nothing happened.</summary>
/// <param name="Message">Why, for the caller.</param>
public sealed record Refused(string Message) : Decision
{
    /// <summary>What kind of refusal: one of <see cref="ErrorCategory"/>.</summary>
    public string Category { get; init; } = ErrorCategory.Conflict;
}
