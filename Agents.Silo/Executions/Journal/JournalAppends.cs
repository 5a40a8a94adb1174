using Agents.Core.Executions;
using Agents.Silo.Approvals;
using Agents.Silo.Workflows;

namespace Agents.Silo.Executions.Journal;

/// <summary>Turns a decision into what is written: events, the execution's row where it changed, a row per step that ended.</summary>
internal static class JournalAppends
{
    public static JournalAppend Of(ExecutionState before, Accepted accepted, StoredWorkflow workflow)
    {
        var (events, blobs) = EventEncoding.Encode(accepted.Events);
        var moved = blobs.Count > 0 ? [.. blobs] : new List<Blob>();
        return new JournalAppend(
            accepted.State.Id,
            before.Seq + 1,
            accepted.Events.Count,
            events,
            moved,
            IsUnchanged(before, accepted.State) ? null : Row(before, accepted.State, workflow, moved),
            StepRows.Of(before, accepted.Events, moved))
        {
            Also = [.. ApprovalRows.Of(before, accepted, workflow, moved), .. ChildRows.Of(before, accepted)],
        };
    }

    private static bool IsUnchanged(ExecutionState before, ExecutionState after)
        => before.Seq > 0 && before.Status == after.Status && Execution.SleepsUntil(before) == Execution.SleepsUntil(after);

    private static ExecutionRow Row(ExecutionState before, ExecutionState after, StoredWorkflow workflow, List<Blob> blobs) => new(
        after,
        before.Seq == 0,
        workflow.Plan.Name,
        workflow.ContentHash,
        before.Seq == 0 ? EventEncoding.EncodeValue(after.Inputs, blobs) : default,
        after.Result is null ? null : EventEncoding.EncodeValue(after.Result, blobs));
}
