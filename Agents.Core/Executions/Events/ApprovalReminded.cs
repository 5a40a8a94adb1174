using System.Text.Json;
using Agents.Core.Json;

namespace Agents.Core.Executions.Events;

/// <summary>Nobody had decided for as long as the state says: whoever may decide is to be reminded.</summary>
public sealed record ApprovalReminded(DateTimeOffset At, StepId StepId) : ExecutionEvent(At)
{
    /// <summary>The event's name.</summary>
    public const string TypeName = "approval.reminded";

    /// <inheritdoc/>
    public override string Type => TypeName;

    internal override ExecutionState Apply(ExecutionState state) => state.WithApproval(StepId, approval => approval with { RemindAt = null, RemindedAt = At });

    private protected override void WriteFields(Utf8JsonWriter writer) => writer.WriteString("step_id"u8, StepId.Value);

    internal static ApprovalReminded Read(JsonObject json, DateTimeOffset at) => new(at, new StepId(json.Text("step_id")));
}
