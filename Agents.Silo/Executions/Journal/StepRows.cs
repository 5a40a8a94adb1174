using Agents.Core.Executions;
using Agents.Core.Executions.Events;

namespace Agents.Silo.Executions.Journal;

/// <summary>The rows of steps that a decision ended.</summary>
internal static class StepRows
{
    private static readonly ReadOnlyMemory<byte> Empty = "{}"u8.ToArray();

    public static IReadOnlyList<StepRow> Of(ExecutionState before, IReadOnlyList<ExecutionEvent> events, List<Blob> blobs)
    {
        List<StepRow>? rows = null;
        var used = TokenUsage.None;
        for (var index = 0; index < events.Count; index++)
        {
            var happened = events[index];
            if (happened is ModelReplied replied)
            {
                used += replied.Usage;
            }
            else if (Row(before, happened, blobs) is { } row)
            {
                (rows ??= []).Add(row with { Seq = before.Seq + index + 1, Usage = row.Usage + used });
                used = TokenUsage.None;
            }
            else if (happened is ExecutionCancelled or ExecutionTimedOut or ExecutionFailed)
            {
                AddEnded(rows ??= [], before, happened, before.Seq + index + 1);
            }
        }

        return rows ?? [];
    }

    // Whatever was under way, and did not end in this decision by itself, ended with the execution.
    private static void AddEnded(List<StepRow> rows, ExecutionState before, ExecutionEvent happened, long seq)
        => rows.AddRange(before.ActiveSteps
            .Where(step => !rows.Exists(row => row.StepId == step.Id.Value))
            .Select(step => Of(before, step, happened, happened is ExecutionTimedOut ? StepStatus.TimedOut : StepStatus.Cancelled) with { Seq = seq })
            .ToList());

    private static StepRow? Row(ExecutionState state, ExecutionEvent happened, List<Blob> blobs) => happened switch
    {
        StepSucceeded succeeded when state.FindStep(succeeded.StepId) is { } step => Of(state, step, happened, StepStatus.Succeeded) with
        {
            StateData = EventEncoding.EncodeValue(ContextWrite.Written(succeeded.Writes, succeeded.Output), blobs),
        },
        StepEvaluated evaluated => Pure(state, evaluated.StepId, evaluated.State, evaluated.Visit, happened, StepStatus.Succeeded) with
        {
            StateData = evaluated.Output is null ? Empty : EventEncoding.EncodeValue(ContextWrite.Written(evaluated.Writes, evaluated.Output), blobs),
        },
        StepFailed { RetryAt: null } failed => (state.FindStep(failed.StepId) is { } step
            ? Of(state, step, happened, FailedStatus(failed))
            : Pure(state, failed.StepId, failed.State, failed.Visit, happened, FailedStatus(failed))) with
        { ErrorMessage = failed.Error.Message },
        _ => null,
    };

    private static StepStatus FailedStatus(StepFailed failed) => failed.Error.Category == ErrorCategory.Timeout ? StepStatus.TimedOut : StepStatus.Failed;

    private static StepRow Of(ExecutionState state, StepState step, ExecutionEvent happened, StepStatus status) => new()
    {
        StepId = step.Id.Value,
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
        StepId = id.Value,
        State = name,
        Visit = visit,
        Attempts = 1,
        Status = status,
        StartedAt = happened.At,
        CompletedAt = happened.At,
        Usage = TokenUsage.None,
    };
}
