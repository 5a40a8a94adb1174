using Agents.Core.Executions.Events;
using Agents.Core.Json;

namespace Agents.Core.Executions;

public static partial class Execution
{
    /// <summary>The steps that an event ended, for records of them: also those that are stopped because what they are a part of is over.</summary>
    /// <param name="before">The state before the event.</param>
    /// <param name="happened">The event.</param>
    public static IReadOnlyList<EndedStep> Ended(ExecutionState before, ExecutionEvent happened) => happened switch
    {
        StepEvaluated evaluated => [new EndedStep(Visit(evaluated.StepId, evaluated.State, evaluated.Visit, evaluated.Branch, evaluated.At), StepStatus.Succeeded)
        {
            Output = evaluated.Output,
            Writes = evaluated.Writes,
        }],
        StepSucceeded succeeded when Find(before, succeeded.Branch, succeeded.StepId) is { } step => WithInside(before, step, new EndedStep(step, StepStatus.Succeeded)
        {
            Output = succeeded.Output ?? step.Composite?.Output,
            Writes = succeeded.Writes,
        }),
        StepFailed { RetryAt: null } failed => Failed(before, failed),
        BranchEnded ended when before.FindFrame(ended.Branch)?.Step is { } step => [.. Stopped(before, step)],
        ExecutionCancelled or ExecutionFailed => [.. before.ActiveSteps.Select(static step => new EndedStep(step, StepStatus.Cancelled))],
        ExecutionTimedOut => [.. before.ActiveSteps.Select(static step => new EndedStep(step, StepStatus.TimedOut))],
        _ => [],
    };

    private static IReadOnlyList<EndedStep> Failed(ExecutionState before, StepFailed failed)
    {
        var known = Find(before, failed.Branch, failed.StepId);
        var step = known ?? Visit(failed.StepId, failed.State, failed.Visit, failed.Branch, failed.At);
        var status = failed.Error.Category == ErrorCategory.Timeout ? StepStatus.TimedOut : StepStatus.Failed;
        return WithInside(before, step, new EndedStep(step, status) { Error = failed.Error });
    }

    private static IReadOnlyList<EndedStep> WithInside(ExecutionState before, StepState step, EndedStep ended)
        => step.Composite is null ? [ended] : [.. Inside(before, step), ended];

    private static IEnumerable<EndedStep> Inside(ExecutionState state, StepState step)
        => (step.Composite?.Open.Values ?? []).Select(path => state.FindFrame(path)?.Step).OfType<StepState>().SelectMany(inner => Stopped(state, inner));

    private static IEnumerable<EndedStep> Stopped(ExecutionState state, StepState step) => Inside(state, step).Append(new EndedStep(step, StepStatus.Cancelled));

    private static StepState? Find(ExecutionState state, string branch, StepId id) => state.FindFrame(branch)?.Step is { } step && step.Id == id ? step : null;

    // A visit that began and ended in one event.
    private static StepState Visit(StepId id, string state, int visit, string branch, DateTimeOffset at)
        => new(id, state, visit, 1, JsonValue.Null) { Branch = branch, StartedAt = at, Usage = TokenUsage.None };
}
