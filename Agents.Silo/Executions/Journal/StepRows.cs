using Agents.Core.Executions;
using Agents.Core.Executions.Bottlenecks;
using Agents.Core.Executions.Events;

namespace Agents.Silo.Executions.Journal;

/// <summary>The rows of steps that a decision ended.</summary>
internal static class StepRows
{
    private static readonly ReadOnlyMemory<byte> Empty = "{}"u8.ToArray();

    public static IReadOnlyList<StepRow> Of(ExecutionState before, IReadOnlyList<ExecutionEvent> events, List<Blob> blobs)
    {
        List<StepRow>? rows = null;
        // Where branches come and go, or what a step waits for is there already, steps begin and end within one decision.
        // Without that the one step that was open is all that can end.
        var follows = before.Frames.Count > 0
            || events.Any(happened => happened is StepStarted { Composite: not null } || (happened is StepSucceeded ended && before.FindStep(ended.StepId) is null));
        var state = before;
        var used = TokenUsage.None;
        for (var index = 0; index < events.Count; index++)
        {
            var happened = events[index];
            if (happened is ModelReplied replied && !follows)
            {
                used += replied.Usage;
            }

            foreach (var ended in Execution.Ended(state, happened))
            {
                // A step that failed and took its execution with it ended by its own event.
                if (follows || rows?.Exists(row => row.StepId == ended.Step.Id.Value) != true)
                {
                    (rows ??= []).Add(Row(before.Seq + index + 1, ended, happened.At, used, blobs));
                    used = TokenUsage.None;
                }
            }

            state = follows ? Execution.Fold(state, happened) : state;
        }

        return rows ?? [];
    }

    private static StepRow Row(long seq, EndedStep ended, DateTimeOffset at, TokenUsage used, List<Blob> blobs) => new()
    {
        StepId = ended.Step.Id.Value,
        Seq = seq,
        State = ended.Step.State,
        Branch = ended.Step.Branch.Length == 0 ? null : ended.Step.Branch,
        Visit = ended.Step.Visit,
        Attempts = ended.Step.Attempt,
        Status = ended.Status,
        StartedAt = ended.Step.StartedAt,
        CompletedAt = at,
        Span = StepSpan.Of(ended, at),
        Usage = ended.Step.Usage + used,
        ErrorMessage = ended.Error?.Message,
        StateData = ended.Status != StepStatus.Succeeded ? null
            : ended.Output is null ? Empty
            : EventEncoding.EncodeValue(ContextWrite.Written(ended.Writes, ended.Output), blobs),
    };
}
