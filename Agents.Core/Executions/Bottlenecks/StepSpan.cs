using Agents.Core.Executions.Events;

namespace Agents.Core.Executions.Bottlenecks;

/// <summary>From when to when a step took time, retries and waits included. Only of steps that do something themselves: those with branches take the time of what is inside of them.</summary>
/// <param name="Id">The step.</param>
/// <param name="State">The state that it visited.</param>
/// <param name="Branch">Path of its branch; empty for the workflow's own states.</param>
/// <param name="StartedAt">When its first attempt began.</param>
/// <param name="EndedAt">When it was over, however.</param>
public readonly record struct StepSpan(StepId Id, string State, string Branch, DateTimeOffset StartedAt, DateTimeOffset EndedAt)
{
    /// <summary>How long it took.</summary>
    public TimeSpan Duration => EndedAt - StartedAt;

    /// <summary>The time of a step that ended; null where it took none, or consists of others.</summary>
    /// <param name="ended">The step.</param>
    /// <param name="at">When it ended.</param>
    public static StepSpan? Of(EndedStep ended, DateTimeOffset at) => ended.Step.Composite is null && at > ended.Step.StartedAt
        ? new StepSpan(ended.Step.Id, ended.Step.State, ended.Step.Branch, ended.Step.StartedAt, at)
        : null;

    /// <summary>The steps that a decision ended and that took any time.</summary>
    /// <param name="accepted">The decision.</param>
    public static IEnumerable<StepSpan> Of(Accepted accepted) => accepted.Ends.Select(static end => Of(end.Ended, end.At)).OfType<StepSpan>();

    /// <summary>The steps that an event ended and that took any time.</summary>
    /// <param name="before">The state before the event.</param>
    /// <param name="happened">The event.</param>
    public static IEnumerable<StepSpan> Ended(ExecutionState before, ExecutionEvent happened)
        => Execution.Ended(before, happened).Select(ended => Of(ended, happened.At)).OfType<StepSpan>();
}
