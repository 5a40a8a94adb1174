using Agents.Core.Executions;
using Agents.Core.Executions.Bottlenecks;
using Agents.Silo.Approvals;
using Agents.Silo.Secrets;
using Agents.Silo.Webhooks;
using Agents.Silo.Workflows;

namespace Agents.Silo.Executions.Journal;

/// <summary>Turns a decision into what is written: events, the execution's row where it changed, a row per step that ended.</summary>
internal static class JournalAppends
{
    /// <param name="before">The state before the decision.</param>
    /// <param name="accepted">The decision.</param>
    /// <param name="workflow">What runs.</param>
    /// <param name="earlier">The steps that took time before it.</param>
    /// <param name="webhooks">What other systems are told.</param>
    public static JournalAppend Of(ExecutionState before, Accepted accepted, StoredWorkflow workflow, IReadOnlyList<StepSpan> earlier, WebhookRows webhooks)
    {
        var (events, blobs) = EventEncoding.Encode(accepted.Events);
        var moved = blobs.Count > 0 ? [.. blobs] : new List<Blob>();
        return new JournalAppend(
            accepted.State.Id,
            before.Seq + 1,
            accepted.Events.Count,
            events,
            moved,
            IsUnchanged(before, accepted.State) ? null : Row(before, accepted.State, workflow, moved) with { Bottleneck = Bottleneck(accepted, earlier) },
            StepRows.Of(before, accepted, moved))
        {
            Also = Also(before, accepted, workflow, moved, webhooks),
        };
    }

    // Most appends have nothing but steps.
    private static JournalRow[] Also(ExecutionState before, Accepted accepted, StoredWorkflow workflow, List<Blob> blobs, WebhookRows webhooks)
    {
        List<JournalRow>? rows = null;
        Add(ApprovalRows.Of(before, accepted, workflow, blobs));
        Add(ChildRows.Of(before, accepted));
        Add(ForkRow.Of(before, accepted.State));
        Add(OriginRows.Of(before, accepted.State));
        Add(ForgottenSecrets.Of(before, accepted.State));
        Add(webhooks.Of(before, accepted, workflow, blobs));
        return rows?.ToArray() ?? [];

        void Add(IReadOnlyList<JournalRow> more)
        {
            if (more.Count > 0)
            {
                (rows ??= []).AddRange(more);
            }
        }
    }

    private static string? Bottleneck(Accepted accepted, IReadOnlyList<StepSpan> earlier) => accepted.State.End is { } end
        ? Core.Executions.Bottlenecks.Bottleneck.Of([.. earlier, .. StepSpan.Of(accepted)], end.At - accepted.State.CreatedAt)?.ToJson().ToJson()
        : null;

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
