using Agents.Core.Executions;
using Agents.Core.Executions.Events;

namespace Agents.Silo.Executions.Journal;

/// <summary>The rows of steps that a decision ended.</summary>
internal static class StepRows
{
    public static IReadOnlyList<StepRow> Of(ExecutionState before, IReadOnlyList<ExecutionEvent> events, List<Blob> blobs)
    {
        List<StepRow>? rows = null;
        var state = before;
        foreach (var happened in events)
        {
            if (Row(state, happened, blobs) is { } row)
            {
                (rows ??= []).Add(row);
            }
            else if (happened is ExecutionCancelled or ExecutionTimedOut or ExecutionFailed)
            {
                // Whatever was under way ended with the execution.
                (rows ??= []).AddRange(state.ActiveSteps.Select(step => Ended(state, step, happened)));
            }

            state = Execution.Fold(state, happened);
        }

        return rows ?? [];
    }

    private static StepRow? Row(ExecutionState state, ExecutionEvent happened, List<Blob> blobs) => happened switch
    {
        StepSucceeded succeeded when state.FindStep(succeeded.StepId) is { } step => Of(state, step, happened, StepStatus.Succeeded) with
        {
            StateData = EventEncoding.EncodeValue(ContextWrite.Written(succeeded.Writes, succeeded.Output), blobs),
        },
        StepEvaluated evaluated => Pure(state, evaluated.StepId, evaluated.State, evaluated.Visit, happened, StepStatus.Succeeded) with
        {
            StateData = evaluated.Output is null ? "{}" : EventEncoding.EncodeValue(ContextWrite.Written(evaluated.Writes, evaluated.Output), blobs),
        },
        StepFailed { RetryAt: null } failed => (state.FindStep(failed.StepId) is { } step
            ? Of(state, step, happened, FailedStatus(failed))
            : Pure(state, failed.StepId, failed.State, failed.Visit, happened, FailedStatus(failed))) with { ErrorMessage = failed.Error.Message },
        _ => null,
    };

    private static StepStatus FailedStatus(StepFailed failed) => failed.Error.Category == ErrorCategory.Timeout ? StepStatus.TimedOut : StepStatus.Failed;

    private static StepRow Ended(ExecutionState state, StepState step, ExecutionEvent happened)
        => Of(state, step, happened, happened is ExecutionTimedOut ? StepStatus.TimedOut : StepStatus.Cancelled);

    private static StepRow Of(ExecutionState state, StepState step, ExecutionEvent happened, StepStatus status) => new()
    {
        ExecutionId = state.Id,
        StepId = step.Id.Value,
        Seq = state.Seq + 1,
        State = step.State,
        Visit = step.Visit,
        Attempts = step.Attempt,
        Status = status,
        StartedAt = step.StartedAt,
        CompletedAt = happened.At,
        Usage = step.Usage,
    };

    private static StepRow Pure(ExecutionState state, StepId id, string name, int visit, ExecutionEvent happened, StepStatus status) => new()
    {
        ExecutionId = state.Id,
        StepId = id.Value,
        Seq = state.Seq + 1,
        State = name,
        Visit = visit,
        Attempts = 1,
        Status = status,
        StartedAt = happened.At,
        CompletedAt = happened.At,
        Usage = TokenUsage.None,
    };
}
