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
/// <param name="Ends">The steps that they ended, in order.</param>
public sealed record Accepted(IReadOnlyList<ExecutionEvent> Events, ExecutionState State, IReadOnlyList<StepEnd> Ends) : Decision;

/// <summary>A step that an event of a decision ended.</summary>
/// <param name="Index">Which event, from 0.</param>
/// <param name="Ended">The step as it was, and how it ended.</param>
/// <param name="At">When.</param>
public readonly record struct StepEnd(int Index, EndedStep Ended, DateTimeOffset At);

/// <summary>The command makes no sense in the execution's status; nothing happened.</summary>
/// <param name="Message">Why, for the caller.</param>
public sealed record Refused(string Message) : Decision
{
    /// <summary>What kind of refusal: one of <see cref="ErrorCategory"/>.</summary>
    public string Category { get; init; } = ErrorCategory.Conflict;
}
