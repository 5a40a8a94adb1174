using System.Text.Json;
using Agents.Core.Executions.Waits;
using Agents.Core.Json;

namespace Agents.Core.Executions.Events;

/// <summary>Somebody handed the decision to somebody else, and may not decide any more.</summary>
public sealed record ApprovalDelegated(DateTimeOffset At, StepId StepId, string From, string To, string? Comment, bool IsAuthenticated) : ExecutionEvent(At)
{
    /// <summary>The event's name.</summary>
    public const string TypeName = "approval.delegated";

    /// <inheritdoc/>
    public override string Type => TypeName;

    internal override ExecutionState Apply(ExecutionState state) => state.WithApproval(StepId, Change);

    /// <summary>The approval after it.</summary>
    internal ApprovalWait Change(ApprovalWait approval) => approval with
    {
        Approvers = approval.Approvers.Contains(To) ? approval.Approvers.Remove(From) : approval.Approvers.Remove(From).Add(To),
        GivenAway = approval.GivenAway.Remove(To).Add(From),
        Delegations = approval.Delegations.Add(new ApprovalDelegation(From, To, At, Comment)),
    };

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteString("step_id"u8, StepId.Value);
        writer.WriteString("from"u8, From);
        writer.WriteString("to"u8, To);
        writer.WriteBoolean("authenticated"u8, IsAuthenticated);
        WriteOptional(writer, "comment"u8, Comment);
    }

    internal static ApprovalDelegated Read(JsonObject json, DateTimeOffset at) => new(
        at,
        new StepId(json.Text("step_id")),
        json.Text("from"),
        json.Text("to"),
        json.OptionalText("comment"),
        json.Find("authenticated") is JsonBoolean { Value: true });
}
