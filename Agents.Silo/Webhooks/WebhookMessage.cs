using Agents.Core.Executions;
using Agents.Core.Executions.Events;
using Agents.Core.Executions.Waits;
using Agents.Core.Json;
using Agents.Silo.Storage;
using Agents.Silo.Workflows;

namespace Agents.Silo.Webhooks;

/// <summary>What a receiver is told of an event. The form is part of the API: fields may be added, never renamed or removed.</summary>
internal static class WebhookMessage
{
    /// <summary>The message of an event; null where it has none, or where what it tells of was over at once.</summary>
    /// <param name="id">The message's id.</param>
    /// <param name="happened">The event.</param>
    /// <param name="after">The execution after it.</param>
    /// <param name="workflow">The workflow that it runs.</param>
    public static JsonObject? Of(string id, ExecutionEvent happened, ExecutionState after, StoredWorkflow workflow)
        => Approval(happened, after) is { } approval ? Message(id, happened, after, workflow, "approval", approval)
            : WebhookTargets.Ends.Contains(happened.Type) && after.Parent is null ? Message(id, happened, after, workflow, "execution", Ended(after))
            : null;

    private static JsonObject Message(string id, ExecutionEvent happened, ExecutionState after, StoredWorkflow workflow, string about, JsonObject told) => JsonObject.Of(
        ("id", id),
        ("type", happened.Type),
        ("at", TimeText.ToText(happened.At)),
        ("execution_id", after.Id),
        ("workflow_id", after.WorkflowId),
        ("workflow_name", workflow.Plan.Name),
        (about, told));

    private static JsonObject Ended(ExecutionState after) => JsonObject.Of(
        ("status", after.Status.ToName()),
        ("workflow_version", after.WorkflowVersion),
        ("deployment_id", after.DeploymentId is { } deployment ? deployment : JsonValue.Null),
        ("trigger_type", after.TriggerType),
        ("triggered_by", after.TriggeredBy is { } actor ? actor : JsonValue.Null),
        ("outputs", after.Result ?? JsonValue.Null),
        ("error", after.Error?.ToJson() ?? JsonValue.Null),
        ("created_at", TimeText.ToText(after.CreatedAt)),
        ("duration_seconds", after.CompletedAt is { } end ? JsonNumber.From((end - after.CreatedAt).TotalSeconds) : JsonValue.Null),
        ("total_tokens", after.Usage.TotalTokens));

    private static JsonObject? Approval(ExecutionEvent happened, ExecutionState after)
    {
        StepId? asked = happened switch
        {
            ApprovalRequested requested => requested.StepId,
            ApprovalReminded reminded => reminded.StepId,
            ApprovalEscalated escalated => escalated.StepId,
            _ => null,
        };
        return asked is { } id && after.FindStep(id) is { Wait: ApprovalWait wait } step ? Approval(step, wait) : null;
    }

    private static JsonObject Approval(StepState step, ApprovalWait wait) => JsonObject.Of(
        ("id", step.Id.Value),
        ("state", step.State),
        ("title", wait.Title),
        ("message", wait.Message),
        ("payload", wait.Payload),
        ("editable", wait.IsEditable),
        ("approvers", JsonArray.From(wait.Approvers.Select(static name => (JsonValue)name))),
        ("quorum", wait.Quorum),
        ("requested_at", TimeText.ToText(wait.RequestedAt)),
        ("due_at", wait.TimeoutAt is { } due ? TimeText.ToText(due) : JsonValue.Null));
}
