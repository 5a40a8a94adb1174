using Agents.Core.Executions;

namespace Agents.Silo.Executions.Journal;

/// <summary>The rows of steps that a decision ended.</summary>
internal static class StepRows
{
    private static readonly ReadOnlyMemory<byte> Empty = "{}"u8.ToArray();

    public static StepRow[] Of(ExecutionState before, Accepted accepted, List<Blob> blobs)
    {
        var ends = accepted.Ends;
        if (ends.Count == 0)
        {
            return [];
        }

        var rows = new StepRow[ends.Count];
        for (var index = 0; index < rows.Length; index++)
        {
            rows[index] = Row(before.Seq + ends[index].Index + 1, ends[index].Ended, ends[index].At, blobs);
        }

        return rows;
    }

    private static StepRow Row(long seq, EndedStep ended, DateTimeOffset at, List<Blob> blobs) => new()
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
        Usage = ended.Step.Usage,
        ErrorMessage = ended.Error?.Message,
        StateData = ended.Status != StepStatus.Succeeded ? null
            : ended.Output is null ? Empty
            : EventEncoding.EncodeValue(ContextWrite.Written(ended.Writes, ended.Output), blobs),
    };
}
