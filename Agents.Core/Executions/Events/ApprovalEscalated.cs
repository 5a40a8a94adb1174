using System.Collections.Immutable;
using System.Text.Json;
using Agents.Core.Json;

namespace Agents.Core.Executions.Events;

/// <summary>Nobody had decided for as long as the state says: more people are asked.</summary>
public sealed record ApprovalEscalated(DateTimeOffset At, StepId StepId, ImmutableList<string> To) : ExecutionEvent(At)
{
    /// <summary>The event's name.</summary>
    public const string TypeName = "approval.escalated";

    /// <inheritdoc/>
    public override string Type => TypeName;

    // Where anyone may decide, anyone still may.
    internal override ExecutionState Apply(ExecutionState state) => state.WithApproval(StepId, approval => approval with
    {
        EscalateAt = null,
        EscalatedAt = At,
        Approvers = approval.Approvers.IsEmpty ? [] : approval.Approvers.AddRange(To.Except(approval.Approvers)),
    });

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteString("step_id"u8, StepId.Value);
        WriteTexts(writer, "to"u8, To);
    }

    internal static ApprovalEscalated Read(JsonObject json, DateTimeOffset at) => new(at, new StepId(json.Text("step_id")), json.Texts("to"));
}
