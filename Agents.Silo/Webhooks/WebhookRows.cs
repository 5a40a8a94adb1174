using Agents.Core.Executions;
using Agents.Silo.Executions.Journal;
using Agents.Silo.Workflows;

namespace Agents.Silo.Webhooks;

/// <summary>The messages that a decision makes owed. Without a target for its events it looks at nothing.</summary>
internal sealed class WebhookRows(WebhookTargets targets)
{
    public IReadOnlyList<JournalRow> Of(ExecutionState before, Accepted accepted, StoredWorkflow workflow, List<Blob> blobs)
        => targets.All.Count == 0 ? [] : [.. targets.All.SelectMany(target => Of(target, before, accepted, workflow, blobs))];

    private static IEnumerable<JournalRow> Of(WebhookTarget target, ExecutionState before, Accepted accepted, StoredWorkflow workflow, List<Blob> blobs)
    {
        if (!accepted.Events.Any(happened => target.Events.Contains(happened.Type)))
        {
            yield break;
        }

        var state = before;
        foreach (var happened in accepted.Events)
        {
            state = Execution.Fold(state, happened);
            var id = $"{target.Name}-{accepted.State.Id}-{state.Seq}";
            if (target.Events.Contains(happened.Type) && WebhookMessage.Of(id, happened, state, workflow) is { } message)
            {
                yield return new WebhookRow(
                    id, target.Name, happened.Type, accepted.State.Id, accepted.State.TraceId, EventEncoding.EncodeValue(message, blobs), happened.At);
            }
        }
    }
}
