using System.Text.Json;
using Agents.Core.Executions.Waits;
using Agents.Core.Json;

namespace Agents.Core.Executions.Events;

/// <summary>People were asked to decide. What they are shown is recorded, so that it is what they decided on whatever happens to the definition.</summary>
public sealed record ApprovalRequested(DateTimeOffset At, StepId StepId, ApprovalWait Approval) : ExecutionEvent(At)
{
    /// <summary>The event's name.</summary>
    public const string TypeName = "approval.requested";

    /// <inheritdoc/>
    public override string Type => TypeName;

    internal override ExecutionState Apply(ExecutionState state) => state.Waiting(StepId, Approval);

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteString("step_id"u8, StepId.Value);
        WriteOptional(writer, "title"u8, Approval.Title);
        WriteOptional(writer, "message"u8, Approval.Message);
        WriteValue(writer, "payload"u8, Approval.Payload);
        WriteTexts(writer, "approvers"u8, Approval.Approvers);
        writer.WriteNumber("quorum"u8, Approval.Quorum);
        writer.WriteBoolean("editable"u8, Approval.IsEditable);
        WriteOptional(writer, "due_at"u8, Approval.TimeoutAt);
        WriteOptional(writer, "remind_at"u8, Approval.RemindAt);
        WriteOptional(writer, "escalate_at"u8, Approval.EscalateAt);
        WriteTexts(writer, "escalate_to"u8, Approval.EscalateTo);
    }

    internal static ApprovalRequested Read(JsonObject json, DateTimeOffset at) => new(at, new StepId(json.Text("step_id")), new ApprovalWait
    {
        RequestedAt = at,
        Title = json.OptionalText("title"),
        Message = json.OptionalText("message"),
        Payload = json.Find("payload") ?? JsonValue.Null,
        Approvers = json.Texts("approvers"),
        Quorum = json.Integer("quorum"),
        IsEditable = json.Find("editable") is JsonBoolean { Value: true },
        TimeoutAt = json.OptionalTime("due_at"),
        RemindAt = json.OptionalTime("remind_at"),
        EscalateAt = json.OptionalTime("escalate_at"),
        EscalateTo = json.Texts("escalate_to"),
    });
}
